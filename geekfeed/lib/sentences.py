"""Labels and words within a sentence: "Season 2" is "season 2" there, and "Staffel 2" stays so."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

# They write every noun with a capital, wherever it stands.
CAPITAL_NOUNS = ("de", "lb")


def in_sentence(label: object) -> str:
    """A label as it is written after other words."""
    language = (get_language() or "").partition("-")[0]
    return str(label) if language in CAPITAL_NOUNS else str(label).lower()


def quoted(words: object) -> str:
    """Somebody's words, or a name, in the language's own quotation marks."""
    return _("“%(words)s”") % {"words": words}
