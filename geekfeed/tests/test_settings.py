"""Settings that cannot be meant stop the start with a sentence; nothing is taken for "no"."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KEY = "known-to-all-and-for-the-tests-of-the-settings-only"
HOME = {"DEBUG": "true", "SECRET_KEY": KEY, "DATABASE_URL": "sqlite://:memory:"}
PRODUCTION = {
    "SECRET_KEY": KEY,
    "DATABASE_URL": "postgres://geekfeed:secret@127.0.0.1:5432/geekfeed",
    "ALLOWED_HOSTS": "news.example",
    "SITE_URL": "https://news.example",
}


def start(environment: dict[str, str], *command: str) -> subprocess.CompletedProcess[str]:
    """`manage.py check`, or another command, with these variables and no others of ours."""
    return subprocess.run(  # noqa: S603
        [sys.executable, "manage.py", *(command or ("check",))],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]} | environment,
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize("environment", [HOME, PRODUCTION], ids=["home", "production"])
def test_the_settings_that_are_documented_start(environment):
    started = start(environment)
    assert started.returncode == 0, started.stderr


@pytest.mark.parametrize(
    ("base", "name", "value", "sentence"),
    [
        (HOME, "DEBUG", "maybe", "Set DEBUG to true or false."),
        (HOME, "DEBUG", "", "DEBUG is set to nothing: give it a value or leave it out."),
        (HOME, "SSL_REDIRECT", "perhaps", "Set SSL_REDIRECT to true or false."),
        (HOME, "BEHIND_PROXY", "si", "Set BEHIND_PROXY to true or false."),
        (HOME, "HSTS_PRELOAD", "y", "Set HSTS_PRELOAD to true or false."),
        (HOME, "DATABASE_URL", "", "DATABASE_URL is set to nothing"),
        (HOME, "DATABASE_URL", "foo", "Set DATABASE_URL to postgres://user:password@host"),
        (HOME, "DATABASE_URL", "sqlite://site.db", "Set DATABASE_URL to postgres://user:password@"),
        (HOME, "DATABASE_URL", "postgres://me:p#w@db/site", "Set DATABASE_URL to postgres://user"),
        (HOME, "TIME_ZONE", "Mars/X", "Set TIME_ZONE to the name of a time zone"),
        (HOME, "TIME_ZONE", "America", "Set TIME_ZONE to the name of a time zone"),
        (HOME, "LOG_LEVEL", "foo", "Set LOG_LEVEL to one of DEBUG, INFO, WARNING"),
        (HOME, "SITE_URL", "news.example", "Set SITE_URL to the site's address"),
        (HOME, "SITE_URL", "https://news.example/blog", "Set SITE_URL to the site's address"),
        (PRODUCTION, "SITE_URL", None, "Set SITE_URL to the site's address"),
        (PRODUCTION, "SECRET_KEY", None, "Set SECRET_KEY to a random text of at least 50 signs"),
        (PRODUCTION, "SECRET_KEY", "x", "Set SECRET_KEY to a random text of at least 50 signs"),
        (PRODUCTION, "ALLOWED_HOSTS", None, "Set ALLOWED_HOSTS to the site's host names"),
    ],
)
def test_nonsense_stops_the_start_with_a_sentence(base, name, value, sentence):
    environment = {key: kept for key, kept in base.items() if key != name}
    started = start(environment if value is None else environment | {name: value})
    assert started.returncode != 0
    last = started.stderr.strip().splitlines()[-1]
    assert last.startswith(f"django.core.exceptions.ImproperlyConfigured: {sentence}")
    assert "p#w" not in last


@pytest.mark.parametrize(("choice", "value"), [({}, "False"), ({"HSTS_PRELOAD": "true"}, "True")])
def test_names_below_the_site_s_are_bound_to_https_by_choice_only(choice, value):
    settings = ("SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_HSTS_PRELOAD", "SESSION_COOKIE_SECURE")
    show = "from django.conf import settings as s; print(*[getattr(s, n) for n in %r])"
    started = start(PRODUCTION | choice, "shell", "--no-imports", "-c", show % (settings,))
    assert started.stdout.split() == [value, value, "True"], started.stderr
