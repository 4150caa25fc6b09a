"""Pictures of every page type at every width, by day and by night, to be looked at.

A fresh database, the demo newsroom, then what misbehaves beside it; each page in Chromium at four
widths, light and dark; a few also in forced colours and on paper. They are put into var/shots, with
a contact sheet, index.html. Pages that scroll sideways, and errors in the browser's console, are
told at the end.
"""

import argparse
import os
import re
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

from chromium import find_chromium

ROOT = Path(__file__).resolve().parent.parent
SHOTS = ROOT / "var" / "shots"
WIDTHS = (320, 768, 1280, 1920)
SCHEMES = ("light", "dark")
HEIGHT = 900
PAPER = 718  # pixels: what an A4 sheet has between its margins
FURTHER = ("front", "story", "story-long", "show")  # also in forced colours and on paper
TALLEST = 16_000  # pixels that Chromium can draw at once
# Lazy pictures would leave holes: nobody scrolls here. So would those that may be drawn later than
# the words around them: a picture of the page does not wait for them.
ALL_PICTURES = """async () => {
    document.querySelectorAll("img[loading]").forEach((one) => { one.loading = "eager"; });
    document.querySelectorAll("img").forEach((one) => { one.decoding = "sync"; });
    await document.fonts.ready;
    const patience = new Promise((done) => setTimeout(done, 20000));
    const shown = [...document.images].filter((one) => one.checkVisibility());
    await Promise.race([patience, Promise.all(shown.map((one) => one.decode().catch(() => {})))]);
}"""
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


class Shot(NamedTuple):
    page: str
    way: str  # "320-light", "print", …

    @property
    def file(self) -> str:
        return f"{self.page}-{self.way}.webp"


class Album:
    """Takes the pictures and keeps what was wrong."""

    def __init__(self, address: str, options: argparse.Namespace) -> None:
        self.address, self.options = address, options
        self.shots: list[Shot] = []
        self.wrong: list[str] = []

    def take(self, browser: Any, sight: Any) -> None:
        if self.options.only and not re.search(self.options.only, sight.name):
            return
        print(f"  {sight.name}", flush=True)
        for scheme in self.options.schemes:
            with self._page(browser, sight, color_scheme=scheme) as page:
                for width in self.options.widths:
                    self._shoot(page, sight, width, f"{width}-{scheme}")
        if sight.name in FURTHER and not self.options.plain:
            with self._page(browser, sight, forced_colors="active") as page:
                self._shoot(page, sight, 1280, "forced-colors")
            with self._page(browser, sight, color_scheme="light") as page:
                page.emulate_media(media="print")
                self._shoot(page, sight, PAPER, "print")

    @contextmanager
    def _page(self, browser: Any, sight: Any, **options: Any) -> Iterator[Any]:
        context = browser.new_context(reduced_motion="reduce", **options)
        page = context.new_page()
        page.on("console", lambda message: self._note(sight, message))
        page.on("pageerror", lambda error: self.wrong.append(f"{sight.name}: {error}"))
        response = page.goto(self.address + sight.address)
        if response.status != sight.status:
            self.wrong.append(f"{sight.name}: answers with {response.status}")
        yield page
        context.close()

    def _note(self, sight: Any, message: Any) -> None:
        # The console calls the answer itself an error where the page is an error page.
        if message.type == "error" and f"status of {sight.status}" not in message.text:
            self.wrong.append(f"{sight.name}: {message.text}")

    def _shoot(self, page: Any, sight: Any, width: int, way: str) -> None:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.evaluate(ALL_PICTURES)
        if (beyond := page.evaluate(SIDEWAYS)) > 0:
            self.wrong.append(f"{sight.name}, {way}: scrolls sideways by {beyond} pixels")
        height = min(page.evaluate("() => document.documentElement.scrollHeight"), TALLEST)
        shot = Shot(sight.name, way)
        whole = {"x": 0, "y": 0, "width": width, "height": height}
        self._keep(page.screenshot(full_page=True, clip=whole), shot)
        self.shots.append(shot)

    @staticmethod
    def _keep(picture: bytes, shot: Shot) -> None:
        from io import BytesIO

        from PIL import Image

        # WebP, and not more than 16,383 pixels high: a tenth of what PNG would take.
        Image.open(BytesIO(picture)).save(SHOTS / shot.file, quality=82, method=1)


def main(arguments: list[str]) -> int:
    options = parsed(arguments)
    chromium = find_chromium()
    if chromium is None:
        print("Pictures need a browser. Install Chromium (Debian: chromium) or set CHROMIUM.")
        return 1
    with tempfile.TemporaryDirectory(prefix="geekfeed-shots-") as folder, serving(folder) as url:
        album = Album(url, options)
        photograph(album, chromium)
    write_contact_sheet(album.shots)
    for line in album.wrong:
        print(f"Look at this: {line}")
    sheet = (SHOTS / "index.html").relative_to(ROOT)
    print(f"{len(album.shots)} pictures, {len(album.wrong)} with something wrong: {sheet}")
    return 1 if album.wrong else 0


def parsed(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make shots", description=__doc__.splitlines()[0])
    parser.add_argument("--only", help="part of the pages' names, as a regular expression: ^story")
    parser.add_argument("--widths", type=int, nargs="+", default=WIDTHS)
    parser.add_argument("--schemes", nargs="+", choices=SCHEMES, default=SCHEMES)
    parser.add_argument("--plain", action="store_true", help="no forced colours, no paper")
    return parser.parse_args(arguments)


@contextmanager
def serving(folder: str) -> Iterator[str]:
    """A site of its own in this process; its address."""
    os.environ |= {
        "DEBUG": "true",
        "SECRET_KEY": "known-to-all-and-for-pictures-only",
        "DATABASE_URL": f"sqlite:///{folder}/shots.sqlite3",
        "MEDIA_ROOT": f"{folder}/media",
        "EMAIL_URL": "dummymail://",
        "DJANGO_SETTINGS_MODULE": "geekfeed.settings",
        # Playwright's event loop runs beneath us.
        "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
    }
    sys.path.insert(0, str(ROOT))
    import django

    django.setup()
    from django.core.management import call_command
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
    from django.core.wsgi import get_wsgi_application

    class Silent(WSGIRequestHandler):
        def log_message(self, *arguments: Any) -> None:
            pass

    call_command("migrate", verbosity=0)
    call_command("demo")
    server = ThreadedWSGIServer(("127.0.0.1", 0), Silent)
    server.set_app(get_wsgi_application())
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def photograph(album: Album, chromium: str) -> None:
    """The demo's pages as they are drawn, then the others; what is for development comes last."""
    import logging

    from django.conf import settings
    from playwright.sync_api import sync_playwright

    from geekfeed.demo import misbehaving
    from geekfeed.demo.misbehaving import pages

    shutil.rmtree(SHOTS, ignore_errors=True)
    SHOTS.mkdir(parents=True)
    # Pages that are not there are part of the programme.
    logging.getLogger("django").setLevel(logging.CRITICAL)
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu"]
        browser = playwright.chromium.launch(executable_path=chromium, args=flags)
        # Readers' pages as readers get them: with DEBUG a page that is not there looks otherwise.
        settings.DEBUG = False
        for sight in pages.ordinary():
            album.take(browser, sight)
        misbehaving.load(say=print)
        for sight in pages.misbehaving():
            album.take(browser, sight)
        settings.DEBUG = True
        for sight in pages.for_development():
            album.take(browser, sight)
        browser.close()


def write_contact_sheet(shots: list[Shot]) -> None:
    by_page: dict[str, list[Shot]] = {}
    for shot in shots:
        by_page.setdefault(shot.page, []).append(shot)
    rows = "\n".join(
        f"<h2>{escape(page)}</h2><div>{''.join(map(_cell, taken))}</div>"
        for page, taken in by_page.items()
    )
    (SHOTS / "index.html").write_text(SHEET.replace("ROWS", rows), encoding="utf-8")


def _cell(shot: Shot) -> str:
    file = escape(shot.file)
    return f'<a href="{file}"><img src="{file}" alt="" loading="lazy"><br>{escape(shot.way)}</a>'


SHEET = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Every page of GeekFeed</title>
<style>
  body { font: 14px sans-serif; margin: 2rem; background: #888; }
  div { display: flex; gap: 1rem; align-items: start; overflow-x: auto; }
  img { height: 32rem; max-width: none; object-fit: cover; object-position: 0 0; }
</style>
ROWS
</html>
"""


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
