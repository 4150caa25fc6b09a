"""Whose page is it?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.domains import bare, candidates, owners
from sources.models import Domain, Source

GARBAGE = [
    "",
    "http://[::1",
    "http://[::1]/",
    "javascript:alert(1)",
    "mailto:desk@example.com",
    "/2017/04/a-story/",
    "story.html",
    "#top",
    "http://",
    "http://com",
    "https://co.uk/a",
    "https://1.2.3.4/x",
    "https://a..example.com/",
    "https://-a.example.com/",
    "https://exam ple.com/",
    "https://example.com/a\x00b",
    "https://ex\nample.com/",
    "https://" + "a" * 70 + ".com/",
    "https://example.com/" + "a" * 5_000,
    "https://xn--" + "ä" * 300 + ".com",
    "https://\ud800.com/",
]


@pytest.mark.parametrize("url", GARBAGE)
def test_what_is_no_address_of_a_page_belongs_to_nobody(url):
    assert (candidates(url), bare(url)) == ([], "")


@pytest.mark.parametrize(
    ("url", "names"),
    [
        ("https://onlocationvacations.com", ["onlocationvacations.com"]),
        ("HTTP://WWW.OnLocationVacations.com:80/?a=b#c", ["onlocationvacations.com"]),
        ("https://x.com/OLV", ["x.com/olv", "x.com"]),
        ("https://twitter.com/OLV?lang=en", ["x.com/olv", "x.com"]),
        ("//youtube.com/%40Marvel", ["youtube.com/@marvel", "youtube.com"]),
        ("https://me:secret@example.com/", ["example.com"]),
        ("https://news.bbc.co.uk/", ["news.bbc.co.uk", "bbc.co.uk"]),
        ("https://olv.tumblr.com/", ["olv.tumblr.com"]),
        ("https://example.com/a//b?c=/d", ["example.com/a/b", "example.com/a", "example.com"]),
        ("https://example.com/a b", ["example.com"]),
        ("https://müller.de/", ["xn--mller-kva.de"]),
        (
            "https://m.blog.example.com/a/b",
            [
                "m.blog.example.com/a/b", "m.blog.example.com/a", "m.blog.example.com",
                "blog.example.com/a/b", "blog.example.com/a", "blog.example.com",
                "example.com/a/b", "example.com/a", "example.com",
            ],
        ),
    ],
)  # fmt: skip
def test_the_most_specific_name_comes_first(url, names):
    assert candidates(url) == names


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://m.blog.example.com/a/b", "example.com"),
        ("https://www.bbc.co.uk/news", "bbc.co.uk"),
        ("https://io9.example.com/a", "io9.example.com"),
        ("https://www.secretscoop.example.org/a", "secretscoop.example.org"),
        ("https://olv.blogspot.com/2017/04/", "olv.blogspot.com"),
        ("https://mobile.twitter.com/OLV/status/12", "x.com/olv"),
        ("https://x.com/i/web/status/12", "x.com"),
        ("https://www.youtube.com/watch?v=abc", "youtube.com"),
        ("https://www.youtube.com/@Marvel/videos", "youtube.com/@marvel"),
        ("https://www.youtube.com/user/Marvel", "youtube.com/user/marvel"),
        ("https://www.instagram.com/p/xyz/", "instagram.com"),
        ("https://www.instagram.com/mcuexchange/", "instagram.com/mcuexchange"),
        ("https://www.reddit.com/r/Defenders/comments/1", "reddit.com/r/defenders"),
        ("https://bsky.app/profile/olv.example.com/post/1", "bsky.app/profile/olv.example.com"),
    ],
)
def test_an_unknown_page_is_registered_by_what_somebody_owns(url, name):
    assert bare(url) == name


@given(
    st.text() | st.text().map("https://{}".format) | st.text().map("https://example.com/{}".format)
)
def test_any_text_can_be_asked_for(url):
    names = candidates(url)
    assert all(name == name.lower() and "." in name for name in names)
    assert len(names) == len(set(names)) <= 20
    assert bare(url) == "" or bare(url) in names or "/" in bare(url)


def source(name, *domains):
    made = Source.objects.create(name=name)
    for domain in domains:
        Domain.objects.create(source=made, name=domain)
    return made


@pytest.mark.django_db
def test_a_page_belongs_to_the_owner_of_the_most_specific_domain():
    olv = source("On Location Vacations", "onlocationvacations.com", "x.com/olv")
    x, blog = source("X", "x.com"), source("The blog", "blog.onlocationvacations.com")
    asked = {
        "https://www.onlocationvacations.com/2017/": olv,
        "https://blog.onlocationvacations.com/1": blog,
        "https://twitter.com/OLV/status/1": olv,
        "https://x.com/somebody": x,
    }
    assert owners([*asked, "https://example.com/", *GARBAGE]) == asked


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3, 500])
def test_however_many_pages_are_asked_for_it_is_one_query(count, django_assert_num_queries):
    source("On Location Vacations", "onlocationvacations.com")
    with django_assert_num_queries(1):
        found = owners(f"https://onlocationvacations.com/{at}/a" for at in range(count))
    assert len(found) == count


@pytest.mark.django_db
def test_for_no_page_nothing_is_asked(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert owners(GARBAGE) == {}
