"""How many stories rest on a source, or reached us through it, as the desk's list says."""

import pytest

from sources.models import Source

pytestmark = pytest.mark.django_db


def counts():
    return dict(Source.objects.with_stories().order_by("name").values_list("name", "stories"))


def test_a_story_counts_once_however_often_it_names_the_source(press, olv, mcuexchange):
    olv_name, mcu_name = olv.name, mcuexchange.name
    assert counts() == {olv_name: 0, mcu_name: 0}
    press.live(sources=[[olv, mcuexchange]])
    assert counts() == {olv_name: 1, mcu_name: 1}
    # It rests on one itself, and has another report through it as well.
    press.live(sources=[[mcuexchange], [olv, mcuexchange]])
    assert counts() == {olv_name: 2, mcu_name: 2}
    third = Source.objects.create(name="Third", slug="third")
    press.live(sources=[[olv, mcuexchange], [third, mcuexchange]])
    assert counts() == {olv_name: 3, mcu_name: 3, "Third": 1}


def test_what_readers_do_not_have_does_not_count(press, olv, mcuexchange):
    press.draft(sources=[[olv, mcuexchange]])
    press.scheduled(sources=[[olv, mcuexchange]])
    assert set(counts().values()) == {0}
    # Nor does it keep a story from counting that has the source from elsewhere.
    press.live(sources=[[olv, mcuexchange]])
    assert set(counts().values()) == {1}
