"""Two records of one person, character, location or network become one."""

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import adopting, one_record, outcomes, pending, workflow
from articles import state as states
from articles.compare import compare
from articles.models import (
    Adoption,
    Article,
    Claim,
    Mention,
    Outcome,
    SearchEntry,
)
from articles.reading import catalog
from articles.rights import Refused
from shows import history
from shows.models import (
    Change,
    Character,
    Credit,
    ExternalId,
    FormerAddress,
    Location,
    LocationUse,
    Network,
    Person,
    Season,
    Show,
)


@pytest.fixture
def ritter(db) -> Person:
    return Person.objects.create(name="Krysten Ritter", slug="krysten-ritter")


@pytest.fixture
def twin(db) -> Person:
    """A second record of Krysten Ritter, as an import made it."""
    return Person.objects.create(
        name="Kristen Ritter", slug="kristen-ritter", aliases="K. Ritter", description="An actor."
    )


@pytest.fixture
def jones(db) -> Character:
    return Character.objects.create(name="Jessica Jones", slug="jessica-jones")


@pytest.fixture
def merged(twin, ritter, editor, django_capture_on_commit_callbacks):
    def merge(gone=twin, kept=ritter):
        with django_capture_on_commit_callbacks(execute=True):
            one_record.merge(gone, kept, editor)

    return merge


def casting(show, person, **facts):
    return {"says": "She is cast", "kind": "casting", "show": show, "person": person} | facts


def test_what_names_the_one_names_the_other(press, jessica_jones, twin, ritter, jones, merged):
    story = press.live(claims=[casting(jessica_jones, twin)])
    Mention.objects.create(article=story, person=twin)
    Credit.objects.create(show=jessica_jones, person=twin, character=jones)
    ExternalId.objects.create(person=twin, service="imdb", value="nm1")
    FormerAddress.objects.create(person=twin, slug="kritter")
    number = twin.pk
    merged()
    assert list(Person.objects.all()) == [ritter]
    assert [claim.person for claim in story.claims.all()] == [ritter]
    assert [mention.person for mention in story.mentions.all()] == [ritter]
    assert [credit.person for credit in Credit.objects.all()] == [ritter]
    assert list(ritter.external_ids.values_list("service", "value")) == [("imdb", "nm1")]
    assert set(FormerAddress.objects.values_list("slug", "person", "number")) == {
        ("kritter", ritter.pk, None),
        ("kristen-ritter", ritter.pk, number),
    }
    ritter.refresh_from_db()
    assert ritter.names == ["Krysten Ritter", "Kristen Ritter", "K. Ritter"]
    assert ritter.description == "An actor."


def test_a_record_that_was_merged_into_one_that_is_merged_leads_to_the_last(twin, ritter, editor):
    last = Person.objects.create(name="K Ritter", slug="k-ritter")
    numbers = [twin.pk, ritter.pk]
    one_record.merge(twin, ritter, editor)
    one_record.merge(ritter, last, editor)
    assert FormerAddress.objects.numbered(Person, numbers) == dict.fromkeys(numbers, last)
    assert FormerAddress.objects.leading_to(Person, "kristen-ritter") == last


def test_a_credit_that_both_have_is_one_and_stays_on_the_word_of_its_claim(
    press, jessica_jones, season_2, twin, ritter, jones, editor, merged
):
    claim = casting(jessica_jones, twin, character=jones, season=season_2)
    story = press.live(claims=[claim])
    adoption = adopting.adopt(story.claims.get(), editor, "credit")
    Credit.objects.filter(pk=adoption.made).update(position=2)
    same = Credit.objects.create(
        show=jessica_jones, season=season_2, person=ritter, character=jones, position=7
    )
    other = Credit.objects.create(show=jessica_jones, person=twin, character=jones)
    merged()
    assert list(Credit.objects.order_by("pk").values_list("pk", "person", "position")) == [
        (same.pk, ritter.pk, 2),
        (other.pk, ritter.pk, 0),
    ]
    assert Adoption.objects.get().made == same.pk


def test_a_database_numbers_the_record_once(twin, ritter, merged):
    ExternalId.objects.create(person=twin, service="tmdb", value="1")
    ExternalId.objects.create(person=twin, service="imdb", value="nm1")
    ExternalId.objects.create(person=ritter, service="tmdb", value="2")
    assert one_record.moves(twin, ritter).dropped == ("TMDB 1",)
    merged()
    assert set(ExternalId.objects.values_list("service", "value", "person")) == {
        ("tmdb", "2", ritter.pk),
        ("imdb", "nm1", ritter.pk),
    }


def test_a_story_links_the_record_once(press, twin, ritter, merged):
    other = Person.objects.create(name="Mike Colter", slug="mike-colter")
    story = press.live()
    for place, person in enumerate([twin, other, ritter]):
        Mention.objects.create(article=story, person=person, position=place)
    merged()
    assert [(m.person.name, m.position) for m in story.mentions.all()] == [
        ("Mike Colter", 0),
        ("Krysten Ritter", 1),
    ]


def test_uses_of_a_place_that_both_have_are_one(season_2, merged):
    here = Location.objects.create(name="W 101st St", slug="w-101st-st", city="New York")
    there = Location.objects.create(name="West 101st Street", slug="west-101st-street")
    for place, words in ((here, "Alias"), (there, "Office")):
        LocationUse.objects.create(location=place, season=season_2, stands_in_for=words)
    merged(here, there)
    use = LocationUse.objects.get()
    assert (use.location, use.stands_in_for) == (there, "Office; Alias")
    assert Location.objects.get().city == "New York"


def test_shows_are_on_the_network_that_stays(jessica_jones, merged):
    gone = Network.objects.create(name="Net flix", slug="net-flix")
    kept = Network.objects.create(name="Netflix", slug="netflix")
    Show.objects.update(network=gone)
    merged(gone, kept)
    assert Show.objects.get().network == kept
    assert FormerAddress.objects.leading_to(Network, "net-flix") == kept


def test_what_both_were_said_is_one_fact(press, jessica_jones, twin, ritter, jones, merged):
    claim = casting(jessica_jones, ritter, character=jones, standing="rumoured")
    rumour = press.live(claims=[claim]).claims.get()
    press.live(claims=[claim | {"person": twin, "standing": "confirmed"}])
    assert Outcome.objects.count() == 0
    merged()
    assert [(o.claim, o.verdict) for o in Outcome.objects.all()] == [(rumour, "confirmed")]
    assert len(set(Claim.objects.values_list("fact", flat=True))) == 1


def test_working_everything_out_anew_changes_nothing_afterwards(
    press, jessica_jones, twin, ritter, jones, merged
):
    for number in range(8):
        standing = ["rumoured", "reported", "confirmed", "denied"][number % 4]
        person = [twin, ritter][number % 2]
        press.live(claims=[casting(jessica_jones, person, character=jones, standing=standing)])
    merged()
    kept = _worked_out()
    Claim.objects.update(fact="")
    outcomes.settle_all()
    assert _worked_out() == kept


def _worked_out():
    return (
        set(Outcome.objects.values_list("claim", "verdict", "by", "at", "until")),
        set(Claim.objects.values_list("pk", "fact", "repeats")),
    )


def test_what_was_typed_names_the_record_that_stayed(
    press, editor, jessica_jones, twin, ritter, merged
):
    story = press.live(claims=[casting(jessica_jones, twin)])
    Mention.objects.create(article=story, person=twin)
    now = states.read(story)
    typed = now | {"fields": now["fields"] | {"headline": ["Another headline"]}}
    pending.keep(story, editor, typed, now)
    merged()
    story = Article.objects.select_related("working_copy").get(pk=story.pk)
    assert {change.name for change in compare(states.read(story), story.copy.state, editor)} == {
        "headline"
    }
    workflow.publish(story, editor)
    assert [claim.person for claim in story.claims.all()] == [ritter]
    assert [mention.person for mention in story.mentions.all()] == [ritter]
    assert Article.objects.get(pk=story.pk).headline == "Another headline"


def test_a_typed_story_that_links_both_links_the_record_once(press, editor, twin, ritter, merged):
    story = press.draft()
    for place, person in enumerate([twin, ritter]):
        Mention.objects.create(article=story, person=person, position=place)
    now = states.read(story)
    typed = now | {"fields": now["fields"] | {"headline": ["Typed"]}}
    pending.keep(story, editor, typed, now)
    merged()
    story = Article.objects.select_related("working_copy").get(pk=story.pk)
    workflow.publish(story, editor)
    assert [mention.person for mention in story.mentions.all()] == [ritter]


def test_the_search_and_the_names_follow(press, jessica_jones, twin, ritter, merged):
    story = press.live(claims=[casting(jessica_jones, twin)])
    before = catalog.current()
    merged()
    assert "Krysten Ritter" in SearchEntry.objects.get(article=story).about
    found = catalog.current()
    assert found is not before
    assert [f.things[0].number for f in found.names.find("Kristen Ritter came.")] == [ritter.pk]


def test_the_history_tells_of_it(editor, twin, ritter, merged):
    history.note(twin, "tvmaze", None, note="Read")
    merged()
    change = Change.objects.filter(through="merge").get()
    assert (change.record_id, change.by) == (ritter.pk, editor)
    assert change.note == "Merged with “Kristen Ritter” (kristen-ritter): credits 0, claims 0"
    assert change.fields == {
        "aliases": ["", "Kristen Ritter\nK. Ritter"],
        "description": ["", "An actor."],
    }
    assert [c.note for c in Change.objects.about(ritter)] == [change.note, "Read"]


# -- Who, and what -----------------------------------------------------------------------------


def test_writers_merge_nothing(twin, ritter, writer):
    with pytest.raises(Refused, match="Only editors who may delete such records"):
        one_record.merge(twin, ritter, writer)
    assert Person.objects.count() == 2


def test_an_editor_who_may_not_delete_people_merges_none(twin, ritter, editor):
    editor.groups.clear()
    names = ["publish_article", "change_person"]
    editor.user_permissions.set(Permission.objects.filter(codename__in=names))
    with pytest.raises(Refused):
        one_record.merge(twin, ritter, type(editor).objects.get(pk=editor.pk))


def test_a_record_does_not_go_into_itself_or_into_one_of_another_kind(ritter, jones, editor):
    with pytest.raises(Refused, match="That is the same record"):
        one_record.merge(ritter, Person.objects.get(), editor)
    with pytest.raises(Refused, match="two different kinds"):
        one_record.merge(ritter, jones, editor)


@pytest.mark.parametrize("missing", ["Kristen Ritter", "Krysten Ritter"])
def test_what_is_gone_already_is_refused(twin, ritter, editor, missing):
    Person.objects.filter(name=missing).delete()
    with pytest.raises(Refused, match=f"“{missing}” is not there any more"):
        one_record.merge(twin, ritter, editor)


# -- Scale -------------------------------------------------------------------------------------


def _newsroom(press, show, twin, ritter, jones, times):
    for number in range(times):
        season = Season.objects.create(show=show, number=number + 1)
        for person in (twin, ritter):
            story = press.live(claims=[casting(show, person, season=season, character=jones)])
            Mention.objects.create(article=story, person=person)
            Credit.objects.create(show=show, season=season, person=person, character=jones)
        both = press.live()
        Mention.objects.create(article=both, person=twin)
        Mention.objects.create(article=both, person=ritter, position=1)


@pytest.mark.parametrize("again", ["edited", "withdrawn and published"])
def test_what_was_told_of_the_one_is_not_told_anew_of_the_other(
    press, jessica_jones, twin, editor, merged, again
):
    story = press.live(claims=[casting(jessica_jones, twin)])
    told_at = story.claims.get().told_at
    merged()
    if again == "edited":
        workflow.edit(Article.objects.get(), editor)
    else:
        workflow.withdraw(story, editor)
        workflow.restore(story, editor)
        workflow.publish(story, editor)
    assert Claim.objects.get().told_at == told_at


@pytest.mark.parametrize("times", [1, 3])
def test_merging_costs_the_same_for_few_stories_and_for_many(
    press, jessica_jones, twin, ritter, jones, merged, times
):
    _newsroom(press, jessica_jones, twin, ritter, jones, times)
    ContentType.objects.get_for_model(Person)  # looked up once in a process
    with CaptureQueriesContext(connection) as asked:
        merged()
    assert len(asked) == 81


@pytest.mark.parametrize("times", [1, 3])
def test_seeing_what_would_move_costs_the_same(
    press, jessica_jones, twin, ritter, jones, django_assert_num_queries, times
):
    _newsroom(press, jessica_jones, twin, ritter, jones, times)
    with django_assert_num_queries(9):
        told = one_record.moves(twin, ritter)
    assert told == one_record.Moves(
        stories=2 * times,
        live=2 * times,
        claims=times,
        mentions=2 * times,
        mentioned_twice=times,
        credits=times,
        twice=times,
        names=("Kristen Ritter", "K. Ritter"),
    )
