"""What the ledger judges claims by is what they say."""

from datetime import date

import pytest

from articles.models import Claim, Via
from articles.told import COLUMNS
from geekfeed.lib.dates import PreciseDate
from sources.models import Source

pytestmark = pytest.mark.django_db


def test_it_is_what_the_claims_say_themselves(press, filming, olv, mcuexchange):
    third = Source.objects.create(name="Third", slug="third")
    story = press.live(
        claims=[
            filming(date_on="2017-04-10", date_precision="month"),
            filming(kind="premiere", standing="rumoured"),
        ],
        sources=[[olv, mcuexchange, third]],
    )
    # What was added first need not come first.
    via = Via.objects.get(source=mcuexchange)
    via.delete()
    Via.objects.create(citation=via.citation, source=mcuexchange, position=via.position)
    press.live(claims=[filming()])  # our own reporting
    claims = list(Claim.objects.live().with_subjects().order_by("position", "pk"))
    told = Claim.objects.live().for_ledger()
    said = [tuple(getattr(claim, name) for name in COLUMNS) for claim in claims]
    assert [one[: len(COLUMNS)] for one in told] == said
    assert [one.date for one in told] == [claim.date for claim in claims]
    assert [one.chain_ids for one in told] == [claim.chain_ids for claim in claims]
    chain = (olv.pk, mcuexchange.pk, third.pk)
    assert {one.chain_ids for one in told if one.article_id == story.pk} == {chain}


def test_the_newest_are_in_the_order_of_their_stories(press, filming):
    for says in ("First", "Second", "Third"):
        press.live(claims=[filming(says=says), filming(kind="other", says=f"{says}, again")])
    told = Claim.objects.live().newest_first()[:4].for_ledger()
    assert [one.says for one in told] == ["Second", "Third", "Second, again", "Third, again"]


def test_of_a_season_it_has_what_the_catalog_says_of_its_beginning(press, filming, season_2):
    season_2.premiere_on, season_2.premiere_precision = date(2018, 3, 8), "month"
    season_2.first_aired_on = date(2018, 3, 9)
    season_2.save()
    press.live(claims=[filming(), filming(season=None)])
    premiere = PreciseDate(date(2018, 3, 8), "month")
    of_season = (season_2.pk, premiere, date(2018, 3, 9))
    assert [one.season for one in Claim.objects.live().for_ledger()] == [of_season, None]


def test_any_number_is_read_in_one_query(press, filming, olv, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert Claim.objects.live().for_ledger() == []
    press.live(claims=[filming()], sources=[[olv]])
    with django_assert_num_queries(1):
        Claim.objects.live().for_ledger()
    press.live(claims=[filming()] * 3, sources=[[olv]])
    with django_assert_num_queries(1):
        assert len(Claim.objects.live().for_ledger()) == 4
