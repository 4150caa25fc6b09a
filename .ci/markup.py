"""What the Nu HTML checker says of the demo's pages: all that links lead to from its front page.

The pages come from the server that `make run` starts, on a port and with a database of its own
(var/markup, where they are kept, too). It ends with 1 where a page has an error, or a link leads to
no page. Of addresses that differ only in what is asked for, as the pages of a list, one is checked.
"""

import argparse
import json
import shutil
import subprocess
import urllib.error
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urldefrag, urljoin, urlsplit

import tools
from demo_served import ROOT, demo_served, fetch

TOOL = Path(__file__).resolve().parent / "markup"
CHECKER = TOOL / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
KEPT = ROOT / "var" / "markup"
NOT_FOR_READERS = ("/admin/", "/preview/")
MOST = 2_000  # pages: the demo has some hundreds, and a walk that never ends is a fault


class Links(HTMLParser):
    """Where the links of a page lead to."""

    def __init__(self, page: str, html: str) -> None:
        super().__init__()
        self.page, self.found = page, []
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag == "a" and (href := dict(attributes).get("href")):
            self.found.append(urldefrag(urljoin(self.page, href)).url)


def main(arguments: list[str]) -> int:
    argparse.ArgumentParser(prog="make markup", description=__doc__.splitlines()[0]).parse_args(
        arguments
    )
    java = tools.program("java", "default-jre-headless")
    tools.install(TOOL)
    folder = KEPT / "pages"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    complaints, addresses = [], {}
    with demo_served(KEPT) as site:
        for address, html in walk(site):
            if html is None:
                complaints.append(f"{address.removeprefix(site)}: a link leads there, to nothing")
                continue
            file = folder / f"{len(addresses):04}.html"
            file.write_text(html)
            addresses[file.name] = address.removeprefix(site)
    for error in errors(java, folder):
        complaints.append(f"{addresses[Path(error['url']).name]}: {said(error)}")
    print("\n".join(complaints))
    print(f"{len(addresses)} pages, {len(complaints)} complaints. They are in {folder}.")
    return 1 if complaints or not addresses else 0


def walk(site: str) -> Iterator[tuple[str, str | None]]:
    """Every page that readers come to by links, with its address; None where there is nothing."""
    left, known = [f"{site}/"], {kind_of(f"{site}/")}
    for address in left:  # grows on the way
        if len(left) > MOST:
            raise SystemExit(f"More than {MOST} pages; the last is {left[-1]}.")
        try:
            kind, content = fetch(address)
        except urllib.error.HTTPError as error:
            error.close()
            yield address, None
            continue
        if kind != "text/html":
            continue
        html = content.decode()
        yield address, html
        for link in Links(address, html).found:
            is_ours = link.startswith(f"{site}/") and kind_of(link) not in known
            if is_ours and not urlsplit(link).path.startswith(NOT_FOR_READERS):
                known.add(kind_of(link))
                left.append(link)


def kind_of(address: str) -> tuple[str, ...]:
    parts = urlsplit(address)
    return (parts.path, *sorted(parse_qs(parts.query, keep_blank_values=True)))


def errors(java: str, folder: Path) -> list[dict[str, Any]]:
    command = [java, "-jar", str(CHECKER), "--errors-only", "--format", "json", "--stdout"]
    result = subprocess.run([*command, str(folder)], capture_output=True, text=True)
    try:
        return json.loads(result.stdout)["messages"]
    except (ValueError, KeyError):
        raise SystemExit(f"The checker could not check: {result.stderr or result.stdout}") from None


def said(error: dict[str, Any]) -> str:
    return f"{error['message']} ({error.get('extract', '').strip()})"


if __name__ == "__main__":
    tools.run(main)
