"""What is kept of what was typed."""

import unicodedata

import pytest

from comments.wording import tidied

KEPT = {
    "an emoji of several": "👩🏽‍🚀 👨‍👩‍👧‍👦 ❤️‍🔥 🏳️‍🌈",
    "a flag of a part of a country": "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "flags": "🇩🇪🇺🇸",
    "a key": "1️⃣ #️⃣",
    "Persian": "می‌خواهم",
    "Persian with a joiner before a blank": "۱۳۹۵ ه‍. ش",
    "Hindi": "क्‍ष क्‌ष हिन्दी",
    "Sinhala": "ශ්‍රී",
    "Hebrew with points": "בְּרֵאשִׁ֖ית",
    "Vietnamese": "Việt Nam ậ",
    "Korean in parts": "ᄒᆞᆫ글",
    "a kiss": "👩🏽‍❤️‍💋‍👨🏿",
    "Burmese": "ကြောင့်",
    "Tibetan": "བསྒྲུབས",
    "Khmer": "ស្ត្រី",
    "Thai": "น้ำใจ",
    "a name as Japan writes it": "葛\U000e0100城",
    "a mark of direction in Hebrew": "שלום\u200f!",
    "Zulu": "ŋ́",
}


@pytest.mark.parametrize("kind", KEPT)
def test_what_a_language_needs_is_kept(kind):
    assert tidied(KEPT[kind]) == KEPT[kind]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\r\nb\rc\vd\fe\u2028f\u2029g\x85h", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("a\n\n\n\nb\n \n\t\n\u3000\nc", "a\n\nb\n\nc"),
        ("  a  \nb \u00a0\n", "a\nb"),
        ("a\tb", "a b"),
        ("a\x00b\x08c\x1b[2Jd\x7fe\x9ff", "abc[2Jdef"),
        ("a\ud800b\udfff\ufffe\uffff\ufdd0\ufdd1\U0001fffe", "ab"),
        ("a\u200bb\u2060c\ufeffd\u00ade\u034ff\u180eg", "abcdefg"),
        ("a\u2061\u2064\u206a\ufff9b", "ab"),
        ("\u202eabc\u202c \u202d\u202a\u202bd\u2066\u2067\u2068\u2069", "abc d"),
        ("a\u200eb\u200fc\u061cd", "abcd"),
        ("a\u200db\u200cc", "abc"),
        ("👩" + "\u200d" * 9 + "👩", "👩\u200d👩"),
        ("a\ufe0fb", "ab"),
        ("❤" + "\ufe0f" * 9, "❤\ufe0f"),
        ("a\U000e0068\U000e0069\U000e007f", "a"),
        ("\U0001f3f4\U000e0067", "\U0001f3f4"),
        ("\u3164\u115f\u1160\uffa0", ""),
        ("e\u0301", "é"),
        ("Z" + "\u0336" * 90, "Z" + "\u0336" * 4),
        ("ب" + "\u064b\u200d" * 90, "ب" + "\u064b\u200d" * 4),
        ("क्" * 90 + "क", ("क्" * 8 + "क") * 10 + "क"),
        ("क्ष्म्य", "क्ष्म्य"),
        ("กำ" + "ำ" * 90, "กำ" + "ำ" * 7),
        ("का" + "ा" * 90, "का" + "ा" * 7),
        ("ᄀ" * 90, "ᄀ" * 16),
        ("🏽" * 90, "🏽" * 5),
        ("👩\u200d" * 9 + "👩", "👩" * 10),
        ("a" + "\u0344" * 4, "ä" + "\u0301\u0308\u0301\u0308"),
        ("\u2800\u2800", ""),
        ("\u0301\u200d", ""),
        (" \n ", ""),
    ],
)
def test_what_only_acts_is_not_kept(typed, kept):
    assert ascii(tidied(typed)) == ascii(kept)


def test_marks_are_cut_before_they_are_ordered():
    """Ordering thousands on one letter takes longer than all the rest."""
    assert len(tidied("a" + "\u0316\u0301" * 100_000)) <= 5


def test_it_is_in_normal_form():
    text = tidied("A\u030a \u212b ﬁ \u0344")
    assert text == unicodedata.normalize("NFC", text)
