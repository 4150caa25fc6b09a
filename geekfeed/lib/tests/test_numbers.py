"""Counts are grouped as their language does it, wherever templates print them."""

import pytest
from django.template import Context, Template
from django.utils import translation

SAID = (
    "{% load i18n numbers %}{{ n|grouped }} "
    "{% blocktranslate count stories=n|grouped %}{{ stories }} story"
    "{% plural %}{{ stories }} stories{% endblocktranslate %} {{ n }}"
)


@pytest.mark.parametrize(
    ("language", "number", "said"),
    [
        ("en", 1, "1 1 story 1"),
        ("en", 1234567, "1,234,567 1,234,567 stories 1234567"),
        ("de", 1, "1 1 Artikel 1"),
        ("de", 1234, "1.234 1.234 Artikel 1234"),
    ],
)
def test_a_count_is_printed_in_groups_and_counted_as_a_number(language, number, said):
    with translation.override(language):
        assert Template(SAID).render(Context({"n": number})) == said
