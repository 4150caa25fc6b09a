"""Former names and addresses of sources: how often they are followed, and where that is seen."""

from django.urls import reverse

from articles.tests.desk import at_desk
from geekfeed.tests.reading import read


def test_each_time_one_is_followed_is_counted_and_listed(client, press, olv, editor):
    press.live(sources=[[olv]])
    olv.former.create(slug="olv", name="OLV")
    for page in ("", "record/", "feed/"):
        there = client.get(f"/sources/olv/{page}")["Location"]
        assert there == f"/sources/on-location-vacations/{page}"
    rows = read(at_desk(editor).get(reverse("admin:sources_former_changelist")))
    told = [rows.texts(f"#result_list .field-{name}") for name in ("slug", "leads_to", "hits")]
    assert told == [["olv"], ["/sources/on-location-vacations/"], ["3"]]


def test_one_that_readers_may_not_know_leads_nowhere_and_counts_nothing(client, press, olv):
    press.draft(sources=[[olv]])
    former = olv.former.create(slug="olv", name="OLV")
    assert client.get("/sources/olv/").status_code == 404
    assert client.get("/sources/olv/feed/").status_code == 404
    former.refresh_from_db()
    assert former.hits == 0


def test_writers_have_no_part_in_it(writer):
    assert at_desk(writer).get(reverse("admin:sources_former_changelist")).status_code == 403
