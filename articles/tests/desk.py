"""Working at the desk as a browser does: what a form shows is what it sends."""

from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from articles.models import Article

ADD = "/admin/articles/article/add/"

Submission = dict[str, list[str]]


def at_desk(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def form_of(story: Article) -> str:
    return reverse("admin:articles_article_change", args=[story.pk])


def opened(client: Client, address: str) -> Submission:
    """What the form at that address would send if it were saved as it is."""
    page = client.get(address)
    assert page.status_code == 200, page
    return sent_by(page)


def sent_by(page: HttpResponse) -> Submission:
    reader = _FormReader()
    reader.feed(page.content.decode())
    return {name: values for name, values in reader.sent.items() if "__prefix__" not in name}


def save(client: Client, address: str, data: Submission, verb: str = "") -> HttpResponse:
    """Press a button: that of a verb, or the one that only saves."""
    button = {"_verb": verb} if verb else {"_save": ""}
    return client.post(address, data | button, follow=True)


def all_is_kept(page: Page) -> None:
    """Wait until the server has everything that was typed in this window."""
    page.wait_for_function("() => desk.keep.isDirty() === false")


def add_row(data: Submission, prefix: str, **cells: Any) -> None:
    """A further row of a story. Cells that are not named are left empty."""
    total = data[f"{prefix}-TOTAL_FORMS"]
    number = int(total[0])
    for name, value in cells.items():
        values = value if isinstance(value, list) else [value]
        data[f"{prefix}-{number}-{name}"] = [str(getattr(v, "pk", v)) for v in values]
    data[f"{prefix}-TOTAL_FORMS"] = [str(number + 1)]


def said(page: HttpResponse) -> str:
    """The messages on the page."""
    return " ".join(str(message) for message in page.context["messages"])


def errors(page: HttpResponse) -> str:
    found = page.context["errors"]
    return " ".join(e if isinstance(e, str) else " ".join(map(str, e)) for e in found)


class _FormReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.sent: Submission = {}
        self._text: str | None = None
        self._select: tuple[str, bool] | None = None
        self._first: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name")
        if tag == "input" and name and "disabled" not in given:
            kind = given.get("type", "text")
            unticked = kind in ("checkbox", "radio") and "checked" not in given
            if kind not in ("submit", "button", "file") and not unticked:
                value = given.get("value", "on" if kind == "checkbox" else "")
                self.sent.setdefault(name, []).append(value or "")
        elif tag == "textarea" and name:
            self._text = name
            self.sent[name] = [""]
        elif tag == "select" and name:
            self._select = (name, "multiple" in given)
            self.sent.setdefault(name, [])
            self._first = None
        elif tag == "option" and self._select:
            value = given.get("value") or ""
            if self._first is None:
                self._first = value
            if "selected" in given:
                self.sent[self._select[0]].append(value)

    def handle_data(self, data: str) -> None:
        if self._text:
            self.sent[self._text][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._text:
            # Browsers drop the line break that stands first.
            self.sent[self._text][0] = self.sent[self._text][0].removeprefix("\n")
            self._text = None
        elif tag == "select" and self._select:
            name, is_multiple = self._select
            if not is_multiple and not self.sent[name] and self._first is not None:
                self.sent[name] = [self._first]
            self._select = None
