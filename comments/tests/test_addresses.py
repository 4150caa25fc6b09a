"""Where a comment's links may lead, and what they say of it."""

import pytest

from comments.tests.reading import made


def linked(text: str) -> list[tuple[str, str]]:
    return made(text).links()


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("https://a.example", "https://a.example"),
        ("HTTP://A.Example/X", "http://a.example/X"),
        ("(https://a.example)", "https://a.example"),
        ("https://a.example/x_(y)", "https://a.example/x_(y)"),
        ("(https://a.example/x_(y)).", "https://a.example/x_(y)"),
        ("**https://a.example/_b_**", "https://a.example/_b"),
        ("<https://a.example>", "https://a.example"),
        ("“https://a.example/!”", "https://a.example/"),
        ("https://a.example/ä?ö#ü", "https://a.example/%C3%A4?%C3%B6#%C3%BC"),
        ("https://a.example:8080/x", "https://a.example:8080/x"),
        ("https://müller.example", "https://xn--mller-kva.example"),
        ("https://a_b.c-d.example", "https://a_b.c-d.example"),
    ],
)
def test_an_address_in_the_text_is_a_link(typed, address):
    assert [href for _words, href in linked(typed)] == [address]


@pytest.mark.parametrize(
    "typed",
    [
        "a.example",
        "www.a.example",
        "//a.example",
        "xhttps://a.example",
        "javascript://a.example/%0aalert(1)",
        "ftp://a.example",
        "https://a",
        "https://localhost",
        "https://nas.local",
        "https://127.0.0.1",
        "https://2130706433",
        "https://[::1]",
        "https://a..example",
        "https://a.example:0x50",
        "https://a.example:70000",
        "https://xn--a.example",
        "https://netflix.com@evil.example",
        "https://netflix.com:x@evil.example/https://a.example",
        "https://netflix.com⁄@evil.example",
        "https://" + "a" * 64 + ".example",
        "https://" + "a." * 130 + "example",
        "https://a.example/" + "x" * 1_000,
    ],
)
def test_what_leads_nowhere_or_astray_is_text(typed):
    for text in (typed, f"[x]({typed})"):
        assert linked(text) == []
        assert made(text).text == text


@pytest.mark.parametrize(
    "typed",
    [
        "[x](javascript:alert(1))",
        "[x](data:text/html,x)",
        "[x](/admin/)",
        "[x](mailto:a@a.example)",
        "[x]()",
        "[x][y]",
        "[x]",
    ],
)
def test_words_with_anything_but_an_address_stay_as_typed(typed):
    assert linked(typed) == []
    assert made(typed).text == typed


@pytest.mark.parametrize(
    "typed",
    [
        "![x](https://a.example)",
        "[](https://a.example)",
        "[ ](https://a.example)",
        "[**](https://a.example)",
        "[x\ny](https://a.example)",
        '[x](https://a.example "title")',
        "[" + "x" * 201 + "](https://a.example)",
        "[||a|| ||b||](https://a.example)",
    ],
)
def test_what_is_no_link_has_its_address_in_the_open(typed):
    assert linked(typed) == [("https://a.example", "https://a.example")]


def test_words_lead_to_an_address():
    assert linked("[the *map*](https://a.example/x(y))") == [("the map", "https://a.example/x(y)")]


@pytest.mark.parametrize(
    "words",
    [
        "netflix.com",
        "https://netflix.com",
        "www.netflix",
        "net*flix*.com",
        "netflix．com",
        "netflix。com",
        "NETFLIX.COM",
        "a.example.evil.example",
        "netflix.com a.example",
        "a.example@netflix.com",
        "nеtflix.com",
    ],
)
def test_words_that_look_like_another_address_are_followed_by_the_host(words):
    [(shown, href)] = linked(f"[{words}](https://a.example/x)")
    assert (shown, href) == (f"{words.replace('*', '')} (a.example)", "https://a.example/x")


@pytest.mark.parametrize(
    "words", ["here", "a.example", "www.a.example", "https://a.example/y", "S.H.I.E.L.D.", "2.5"]
)
def test_words_that_are_true_stand_alone(words):
    assert linked(f"[{words}](https://www.a.example/x)") == [(words, "https://www.a.example/x")]


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        ("müller.de", "müller.de"),
        ("пример.рф", "пример.рф"),
        ("nеtflix.com", "xn--ntflix-3of.com"),
        ("аррӏе.com", "xn--80ak6aa92e.com"),
        ("nıke.com", "xn--nke-jua.com"),
        ("ɡoogle.com", "xn--oogle-qmc.com"),
        ("xn--mller-kva.de", "müller.de"),
        ("xn--80ak6aa92e.com", "xn--80ak6aa92e.com"),
        ("ｎｅｔｆｌｉｘ.com", "netflix.com"),
        ("netflix.com.evil.example", "netflix.com.evil.example"),
    ],
)
def test_a_host_is_shown_in_its_letters_unless_they_are_of_several_scripts(host, shown):
    assert [words for words, _href in linked(f"https://{host}/x")] == [f"https://{shown}/x"]
    assert [words for words, _href in linked(f"[www.x](https://{host})")] == [f"www.x ({shown})"]


def test_a_long_address_is_shown_short_and_its_host_whole():
    host = "a" * 60 + ".example"
    assert linked(f"https://a.example/{'x' * 90}") == [
        (f"https://a.example/{'x' * 42}…", f"https://a.example/{'x' * 90}")
    ]
    assert linked(f"https://{host}/xyz") == [(f"https://{host}…", f"https://{host}/xyz")]


def test_an_address_that_would_run_backwards_is_shown_as_it_is_kept():
    assert linked("https://a.example/אב") == [
        ("https://a.example/%D7%90%D7%91", "https://a.example/%D7%90%D7%91")
    ]
