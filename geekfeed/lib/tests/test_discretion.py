"""Secret addresses stay out of the log, and everything else is written as it was."""

import io
import logging

import pytest

from geekfeed.lib.discretion import Discreet, without_secrets


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Not Found: /preview/Ab-3_x/", "Not Found: /preview/…/"),
        ('"GET /preview/Ab-3_x/?a=b HTTP/1.1" 200 17', '"GET /preview/…/?a=b HTTP/1.1" 200 17'),
        ("https://x.example/preview/Ab-3_x", "https://x.example/preview/…"),
        ("/calendar/desk/Ab-3_x.ics, /preview/y/", "/calendar/desk/…, /preview/…/"),
        ("/admin/articles/article/5/preview/?both=1", "/admin/articles/article/5/preview/?both=1"),
        (
            '"GET /admin/articles/article/5/preview/ HTTP',
            '"GET /admin/articles/article/5/preview/ HTTP',
        ),
        ("POST /comments/letters/WzFd:x-Y_z/", "POST /comments/letters/…/"),
        ("/comments/confirm/a:b/, /comments/hello/c/", "/comments/confirm/…/, /comments/hello/…/"),
        ("/comments/17/edit/", "/comments/17/edit/"),
        ("/calendar.ics", "/calendar.ics"),
        ("100% of nothing", "100% of nothing"),
    ],
)
def test_only_the_secret_part_is_left_out(said, written):
    assert without_secrets(said) == written


def test_a_handler_writes_what_is_left():
    lines = io.StringIO()
    handler = logging.StreamHandler(lines)
    handler.addFilter(Discreet())
    logger = logging.getLogger("test of discretion")
    logger.propagate = False
    logger.addHandler(handler)
    logger.warning("%s: %s (%d%%)", "Not Found", "/preview/Ab-3_x/", 5)
    assert lines.getvalue() == "Not Found: /preview/…/ (5%)\n"
