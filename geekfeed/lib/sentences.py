"""Labels within a sentence: "Season 2" is "season 2" there; "Staffel 2" stays as it is."""

from django.utils.translation import get_language

# They write every noun with a capital, wherever it stands.
CAPITAL_NOUNS = ("de", "lb")


def in_sentence(label: object) -> str:
    """A label as it is written after other words."""
    language = (get_language() or "").partition("-")[0]
    return str(label) if language in CAPITAL_NOUNS else str(label).lower()
