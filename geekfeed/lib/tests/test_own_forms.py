"""Readers' forms without a token: who may send them."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from geekfeed.lib.own_forms import own_forms

HERE = "http://testserver"


@own_forms
def view(request):
    return HttpResponse("taken")


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin"},
        {"Origin": HERE},
        {"Referer": f"{HERE}/2017/04/a-story/"},
        {"Origin": "https://news.example"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
    ],
)
def test_a_page_of_ours_may_send_a_form(rf, settings, headers):
    settings.CSRF_TRUSTED_ORIGINS = ["https://news.example"]
    assert view(rf.post("/", headers=headers)).content == b"taken"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "cross-site", "Origin": HERE},
        {"Sec-Fetch-Site": "same-site", "Origin": HERE},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": ""},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "https://testserver"},
        {"Origin": "http://testserver:8000"},
        {"Origin": "http://testserver.evil.example", "Referer": HERE},
        {"Referer": "https://evil.example/?http://testserver"},
        {"Referer": "http://testserver@evil.example/"},
    ],
)
def test_no_other_page_may(rf, settings, headers):
    settings.CSRF_TRUSTED_ORIGINS = ["https://news.example"]
    with pytest.raises(PermissionDenied):
        view(rf.post("/", headers=headers))


def test_whoever_only_looks_is_not_asked(rf):
    assert view(rf.get("/", headers={"Sec-Fetch-Site": "cross-site"})).content == b"taken"


def test_django_asks_for_no_token_of_its_own(rf):
    assert view.csrf_exempt is True
