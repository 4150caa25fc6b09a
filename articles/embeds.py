"""Videos and posts of other sites: which sites, how their addresses are read, and what a reader's
browser asks them for after a click, and not before.

A story keeps one as a figure with a link (geekfeed/lib/vocabulary.py):

    <figure data-embed="youtube" data-id="nWHUjuJ8zxE"><a href="https://…">Title</a></figure>

Without script that is a link. The settings let a page frame these sites' hosts and no others.
"""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geekfeed.lib.vocabulary import EMBEDDED_ID

SHOW = {
    "video": gettext_lazy("Show the video"),
    "post": gettext_lazy("Show the post"),
    "sound": gettext_lazy("Listen to it here"),
}


@dataclass(frozen=True)
class Provider:
    """A site whose pages can be shown in a story.

    `addresses` are the forms of its pages' addresses, as regular expressions that Python and
    JavaScript read alike. What their groups hold, joined by "_", is the id; `parts` are what the
    id's parts look like. `link` and `frame` are the addresses of the page and of its player, with
    {0}, {1} for the parts.
    """

    name: str
    kind: str
    addresses: tuple[str, ...]
    parts: tuple[str, ...]
    link: str
    frame: str

    @property
    def frame_host(self) -> str:
        return urlsplit(self.frame).netloc

    def split(self, known_as: str) -> list[str] | None:
        """The parts of an id; None if it is none of this site's."""
        match = re.fullmatch("_".join(f"({part})" for part in self.parts), known_as)
        return list(match.groups()) if match else None


PROVIDERS: dict[str, Provider] = {
    "youtube": Provider(
        name="YouTube",
        kind="video",
        addresses=(
            r"^https?://(?:www\.|m\.)?youtube(?:-nocookie)?\.com"
            r"/(?:watch/?\?(?:[^#]*&)?v=|embed/|shorts/|live/|v/)([A-Za-z0-9_-]{11})(?![\w-])",
            r"^https?://youtu\.be/([A-Za-z0-9_-]{11})(?![\w-])",
        ),
        parts=("[A-Za-z0-9_-]{11}",),
        link="https://www.youtube.com/watch?v={0}",
        frame="https://www.youtube-nocookie.com/embed/{0}?autoplay=1&rel=0",
    ),
    "vimeo": Provider(
        name="Vimeo",
        kind="video",
        addresses=(
            r"^https?://(?:www\.)?vimeo\.com/(?:(?:channels|groups)/[^?#]*/)?([0-9]{1,12})(?!\w)",
            r"^https?://player\.vimeo\.com/video/([0-9]{1,12})(?!\w)",
        ),
        parts=("[0-9]{1,12}",),
        link="https://vimeo.com/{0}",
        frame="https://player.vimeo.com/video/{0}?autoplay=1&dnt=1",
    ),
    "dailymotion": Provider(
        name="Dailymotion",
        kind="video",
        addresses=(
            r"^https?://(?:www\.)?dailymotion\.com/(?:embed/)?video/([A-Za-z0-9]{1,12})(?!\w)",
            r"^https?://dai\.ly/([A-Za-z0-9]{1,12})(?!\w)",
        ),
        parts=("[A-Za-z0-9]{1,12}",),
        link="https://www.dailymotion.com/video/{0}",
        frame="https://geo.dailymotion.com/player.html?video={0}",
    ),
    "x": Provider(
        name="X (Twitter)",
        kind="post",
        addresses=(
            r"^https?://(?:www\.|mobile\.)?(?:twitter|x)\.com"
            r"/(?:i/web|\w{1,15})/status(?:es)?/([0-9]{1,20})(?!\w)",
        ),
        parts=("[0-9]{1,20}",),
        link="https://twitter.com/i/web/status/{0}",
        frame="https://platform.twitter.com/embed/Tweet.html?dnt=true&id={0}",
    ),
    "instagram": Provider(
        name="Instagram",
        kind="post",
        addresses=(
            r"^https?://(?:www\.)?instagram\.com/(?:[\w.]+/)?(?:p|reel|tv)/([\w-]{5,40})(?![\w-])",
        ),
        parts=(r"[A-Za-z0-9_-]{5,40}",),
        link="https://www.instagram.com/p/{0}/",
        frame="https://www.instagram.com/p/{0}/embed/captioned/",
    ),
    "reddit": Provider(
        name="Reddit",
        kind="post",
        addresses=(
            r"^https?://(?:www\.|old\.|new\.)?reddit\.com/r/(\w{2,21})/comments/([a-z0-9]{1,10})(?!\w)",
        ),
        parts=(r"[A-Za-z0-9_]{2,21}", "[a-z0-9]{1,10}"),
        link="https://www.reddit.com/r/{0}/comments/{1}/",
        frame="https://embed.reddit.com/r/{0}/comments/{1}/?embed=true",
    ),
    "spotify": Provider(
        name="Spotify",
        kind="sound",
        addresses=(
            r"^https?://open\.spotify\.com/(?:intl-[a-z]+/)?"
            r"(album|artist|episode|playlist|show|track)/([A-Za-z0-9]{22})(?!\w)",
        ),
        parts=("album|artist|episode|playlist|show|track", "[A-Za-z0-9]{22}"),
        link="https://open.spotify.com/{0}/{1}",
        frame="https://open.spotify.com/embed/{0}/{1}",
    ),
}
# As the cleaner writes it.
_FIGURE = re.compile(
    rf'<figure (?=[^>]*data-embed="(?P<site>\w+)")[^>]*data-id="(?P<id>{EMBEDDED_ID.pattern})"'
)


def frame_hosts() -> list[str]:
    """What a page may frame: for the content policy."""
    return [f"https://{provider.frame_host}" for provider in PROVIDERS.values()]


def read(address: str) -> tuple[str, str] | None:
    """The site and the id that an address leads to; None if it cannot be shown in a story."""
    for site, provider in PROVIDERS.items():
        for form in provider.addresses:
            if match := re.search(form, address.strip(), re.ASCII):
                return site, "_".join(match.groups())
    return None


def offered() -> list[dict[str, Any]]:
    """The sites, for the editor's dialog: it reads addresses by the same expressions."""
    return [
        {
            "site": site,
            "name": provider.name,
            "addresses": provider.addresses,
            "link": provider.link,
        }
        for site, provider in PROVIDERS.items()
    ]


def asked_for(body: str) -> dict[str, dict[str, str]]:
    """What a click in this text asks for: "site id" → the player's address, and what to say.

    What no site can show is left out, and stays a link.
    """
    found = {}
    for figure in _FIGURE.finditer(body):
        provider = PROVIDERS.get(figure["site"])
        parts = provider.split(figure["id"]) if provider else None
        if parts:
            found[f"{figure['site']} {figure['id']}"] = {
                "frame": provider.frame.format(*parts),
                "name": provider.name,
                "show": str(SHOW[provider.kind]),
                "from": _("loads from %(host)s")
                % {"host": provider.frame_host.removeprefix("www.")},
            }
    return found
