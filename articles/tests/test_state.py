"""A story's state is what its form says: neither knows a cell or a row that the other does not."""

import pytest

from articles import state
from articles.models import RelatedStory
from articles.tests.desk import at_desk, form_of, opened
from geekfeed.tests.cast import picture

CELLS_OF_THE_FORM_ALONE = {"position", "id", "DELETE"}
PARENTS = {"article", "content_object"}


@pytest.fixture
def story(press, filming, olv, mcuexchange, writer):
    claim = filming()
    made = press.draft(
        about=[claim["season"]],
        sources=[[olv, mcuexchange]],
        claims=[claim],
        topics=["season 2", "The Defenders", 'The "Iron" Fist'],
        lead_image=picture(),
        created_by=writer,
    )
    RelatedStory.objects.create(article=made, related=press.live())
    return made


def test_the_form_opens_with_the_fields_of_the_state(story, writer):
    form = opened(at_desk(writer), form_of(story))
    fields = state.read(story)["fields"]
    assert {name: form[name] for name in fields} == fields


def test_the_form_opens_with_the_rows_of_the_state(story, writer):
    form = opened(at_desk(writer), form_of(story))
    for prefix, rows in state.read(story)["rows"].items():
        assert form[f"{prefix}-TOTAL_FORMS"] == [str(len(rows))], prefix
        for number, row in enumerate(rows):
            start = f"{prefix}-{number}-"
            cells = {
                name.removeprefix(start): value
                for name, value in form.items()
                if name.startswith(start)
            }
            told = {name: value for name, value in row.items() if name not in {"key", "rests_on"}}
            assert {name: cells.get(name, []) for name in told} == told
            known = set(row) | CELLS_OF_THE_FORM_ALONE | PARENTS
            assert set(cells) <= known, f"{prefix}: the state forgets {set(cells) - known}"
