"""Videos and posts of other sites: how addresses are read, what is kept, what readers get."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import embeds
from articles.models import Article
from geekfeed.lib.html import clean
from geekfeed.lib.vocabulary import EMBEDDED, EMBEDDED_ID

TRAILER = (
    '<figure data-embed="youtube" data-id="nWHUjuJ8zxE">'
    '<a href="https://www.youtube.com/watch?v=nWHUjuJ8zxE" rel="noopener">A trailer</a>'
    "<figcaption>By day.</figcaption></figure>"
)
ADDRESSES = {
    "https://www.youtube.com/watch?v=nWHUjuJ8zxE": ("youtube", "nWHUjuJ8zxE"),
    "http://m.youtube.com/watch?feature=share&v=nWHUjuJ8zxE&t=12": ("youtube", "nWHUjuJ8zxE"),
    "https://youtu.be/nWHUjuJ8zxE?si=abc": ("youtube", "nWHUjuJ8zxE"),
    "https://www.youtube.com/shorts/nWHUjuJ8zxE": ("youtube", "nWHUjuJ8zxE"),
    "https://www.youtube-nocookie.com/embed/nWHUjuJ8zxE": ("youtube", "nWHUjuJ8zxE"),
    "https://vimeo.com/76979871": ("vimeo", "76979871"),
    "https://vimeo.com/channels/staffpicks/76979871": ("vimeo", "76979871"),
    "https://player.vimeo.com/video/76979871": ("vimeo", "76979871"),
    "https://www.dailymotion.com/video/x2jvvep": ("dailymotion", "x2jvvep"),
    "https://dai.ly/x2jvvep": ("dailymotion", "x2jvvep"),
    "https://twitter.com/JessicaJones/status/850000000000000001": ("x", "850000000000000001"),
    "https://x.com/JessicaJones/status/850000000000000001?s=20": ("x", "850000000000000001"),
    "https://www.instagram.com/p/BSzc3vXB_-A/?hl=en": ("instagram", "BSzc3vXB_-A"),
    "https://www.instagram.com/jessicajones/reel/BSzc3vXB_-A/": ("instagram", "BSzc3vXB_-A"),
    "https://old.reddit.com/r/my_shows/comments/64ab3c/a_title/": ("reddit", "my_shows_64ab3c"),
    "https://open.spotify.com/intl-de/track/4uLU6hMCjMI75M1A2tKUQC?si=1": (
        "spotify",
        "track_4uLU6hMCjMI75M1A2tKUQC",
    ),
}
NONE_OF_THEM = [
    "",
    "nWHUjuJ8zxE",
    "https://www.youtube.com/",
    "https://www.youtube.com/watch?v=short",
    "https://www.youtube.com/watch?v=nWHUjuJ8zxEtoolong",
    "https://www.youtube.com.evil.example/watch?v=nWHUjuJ8zxE",
    "https://evil.example/https://www.youtube.com/watch?v=nWHUjuJ8zxE",
    "https://evilyoutube.com/watch?v=nWHUjuJ8zxE",
    "javascript:https://youtu.be/nWHUjuJ8zxE",
    "https://open.spotify.com/user/4uLU6hMCjMI75M1A2tKUQC",
    "https://vimeo.com/about",
    "https://x.com/JessicaJones",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_leads_to_a_site_and_what_it_shows(address):
    site, known_as = ADDRESSES[address]
    assert embeds.read(address) == (site, known_as)
    assert EMBEDDED_ID.fullmatch(known_as)
    provider = embeds.PROVIDERS[site]
    # The link that a story keeps leads to the same.
    assert embeds.read(provider.link.format(*provider.split(known_as))) == (site, known_as)


@pytest.mark.parametrize("address", NONE_OF_THEM)
def test_other_addresses_lead_nowhere(address):
    assert embeds.read(address) is None


def test_the_cleaner_the_styles_and_the_policy_know_the_same_sites():
    assert set(embeds.PROVIDERS) == EMBEDDED
    styles = Path(finders.find("css/components/embed.css")).read_text()
    named = dict(re.findall(r'^  \[data-embed="(\w+)"\] \{ --site: "([^"]+)"; \}$', styles, re.M))
    assert named == {site: provider.name for site, provider in embeds.PROVIDERS.items()}
    assert settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["frame-src"] == embeds.frame_hosts()


def test_readers_may_be_shown_those_hosts_in_a_frame_and_no_others(client, db):
    policy = client.get("/")["Content-Security-Policy"]
    allowed = next(part for part in policy.split("; ") if part.startswith("frame-src "))
    assert set(allowed.split()[1:]) == {
        "https://embed.reddit.com",
        "https://geo.dailymotion.com",
        "https://open.spotify.com",
        "https://platform.twitter.com",
        "https://player.vimeo.com",
        "https://www.instagram.com",
        "https://www.youtube-nocookie.com",
    }
    for elsewhere in ("script-src", "connect-src", "img-src", "style-src", "font-src"):
        assert "https://" not in next(p for p in policy.split("; ") if p.startswith(elsewhere))


def test_what_the_dialog_makes_is_kept():
    assert clean(TRAILER) == TRAILER


@pytest.mark.parametrize(
    "figure",
    [
        '<figure data-embed="evil" data-id="nWHUjuJ8zxE">',
        '<figure data-embed="youtube">',
        '<figure data-id="nWHUjuJ8zxE">',
        '<figure data-embed="youtube" data-id="">',
        '<figure data-embed="youtube" data-id="../../evil">',
        '<figure data-embed="youtube" data-id="a?b=c">',
        "<figure data-embed='youtube' data-id='\"><script>alert(1)</script>'>",
        '<figure data-embed="youtube" data-id="a&#10;b">',
        f'<figure data-embed="youtube" data-id="{"x" * 65}">',
        '<figure data-embed="youtube" data-frame="https://evil.example/" onclick="alert(1)">',
        '<figure data-embed="YouTube" data-id="nWHUjuJ8zxE">',
    ],
)
def test_what_names_no_site_or_no_good_id_is_a_plain_figure(figure):
    link = '<a href="https://x.example/" rel="noopener">A trailer</a>'
    assert clean(f"{figure}{link}</figure>") == f"<figure>{link}</figure>"


def test_words_that_look_like_one_are_words():
    html = '<p>&lt;figure data-id="x"&gt;</p><p title=\'<figure data-id="x">\'>a</p>'
    assert clean(html) == '<p>&lt;figure data-id="x"&gt;</p><p>a</p>'


def test_a_click_asks_the_site_itself_and_says_which():
    assert embeds.asked_for(clean(TRAILER)) == {
        "youtube nWHUjuJ8zxE": {
            "frame": "https://www.youtube-nocookie.com/embed/nWHUjuJ8zxE?autoplay=1&rel=0",
            "name": "YouTube",
            "show": "Show the video",
            "from": "loads from youtube-nocookie.com",
        }
    }


def test_the_attributes_may_stand_in_either_order():
    turned = '<figure data-id="76979871" data-embed="vimeo"></figure>'
    assert list(embeds.asked_for(clean(turned))) == ["vimeo 76979871"]


@pytest.mark.parametrize(
    "figure",
    [
        '<figure data-embed="youtube" data-id="short">',
        '<figure data-embed="spotify" data-id="user_4uLU6hMCjMI75M1A2tKUQC">',
        '<figure data-embed="vimeo" data-id="-1">',
    ],
)
def test_an_id_that_the_site_does_not_give_stays_a_link(figure):
    kept = clean(f"{figure}</figure>")
    assert kept == f"{figure}</figure>"
    assert embeds.asked_for(kept) == {}


def test_every_player_is_asked_at_its_site_s_own_host():
    for site, known_as in ADDRESSES.values():
        (door,) = embeds.asked_for(f'<figure data-embed="{site}" data-id="{known_as}">').values()
        assert any(door["frame"].startswith(f"{host}/") for host in embeds.frame_hosts())


def test_only_a_page_with_something_to_show_says_where_it_is(client, press):
    plain, pictured = press.live(), press.live(body=TRAILER)
    page = client.get(plain.get_absolute_url()).content.decode()
    assert 'id="embeds"' not in page
    page = client.get(pictured.get_absolute_url()).content.decode()
    assert 'id="embeds"' in page
    assert TRAILER in page
    assert "<iframe" not in page


def test_showing_them_costs_no_query(client, press):
    counts = set()
    story = press.live()
    client.get(story.get_absolute_url())  # what is kept between requests
    for body in ("<p>x</p>", TRAILER, TRAILER * 3):
        Article.objects.filter(pk=story.pk).update(body=body)
        with CaptureQueriesContext(connection) as queries:
            client.get(story.get_absolute_url())
        counts.add(len(queries))
    assert len(counts) == 1
