"""What the ledger judges claims by is what they say."""

import pytest

from articles.models import Claim, Via
from articles.told import Told
from sources.models import Source

pytestmark = pytest.mark.django_db
COLUMNS = [name for name in Told._fields if name != "chain_ids"]


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
    assert [one[:-1] for one in told] == [
        tuple(getattr(claim, name) for name in COLUMNS) for claim in claims
    ]
    assert [one.chain_ids for one in told] == [claim.chain_ids for claim in claims]
    chain = (olv.pk, mcuexchange.pk, third.pk)
    assert {one.chain_ids for one in told if one.article_id == story.pk} == {chain}


def test_the_newest_are_in_the_order_of_their_stories(press, filming):
    for says in ("First", "Second", "Third"):
        press.live(claims=[filming(says=says), filming(kind="other", says=f"{says}, again")])
    told = Claim.objects.live().newest_first()[:4].for_ledger()
    assert [one.says for one in told] == ["Second", "Third", "Second, again", "Third, again"]


def test_any_number_is_read_in_two_queries(press, filming, olv, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert Claim.objects.live().for_ledger() == []
    press.live(claims=[filming()], sources=[[olv]])
    with django_assert_num_queries(2):
        Claim.objects.live().for_ledger()
    press.live(claims=[filming()] * 3, sources=[[olv]])
    with django_assert_num_queries(2):
        assert len(Claim.objects.live().for_ledger()) == 4
