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

# Pictures in an object store.
STORE = PRODUCTION | {
    "MEDIA_BUCKET": "media",
    "ORIGINALS_BUCKET": "originals",
    "MEDIA_URL": "https://media.example/pictures",
    "S3_ENDPOINT": "https://store.example",
    "S3_KEY": "key",
    "S3_SECRET": "secret",
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


@pytest.mark.parametrize(
    "environment", [HOME, PRODUCTION, STORE], ids=["home", "production", "object store"]
)
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
        (HOME, "LANGUAGE_CODE", "german", "Set LANGUAGE_CODE to a language’s code, such as en, de"),
        (HOME, "LANGUAGE_CODE", "zh-cn", "Set LANGUAGE_CODE to a language’s code, such as en, de"),
        (HOME, "LOG_LEVEL", "foo", "Set LOG_LEVEL to one of DEBUG, INFO, WARNING"),
        (HOME, "SITE_URL", "news.example", "Set SITE_URL to the site's address"),
        (HOME, "SITE_URL", "https://news.example/blog", "Set SITE_URL to the site's address"),
        (HOME, "EMAIL_URL", "", "EMAIL_URL is set to nothing"),
        (HOME, "EMAIL_URL", "mail.example", "Set EMAIL_URL to smtp+tls://user:password@host:587"),
        (HOME, "EMAIL_URL", "smtp://mail.example", "Set EMAIL_URL to smtp+tls://user:password@"),
        (HOME, "EMAIL_URL", "smtp://mail.example:0", "Set EMAIL_URL to smtp+tls://user:password@"),
        (HOME, "EMAIL_URL", "smtp://me:p#w@mail.example:25", "Set EMAIL_URL to smtp+tls://user"),
        (HOME, "EMAIL_URL", "smtp://mail.example:25/x", "Set EMAIL_URL to smtp+tls://user"),
        (HOME, "EMAIL_URL", "filemail:///tmp/letters", "Set EMAIL_URL to smtp+tls://user"),
        (HOME, "DEFAULT_FROM_EMAIL", "the desk", "Set DEFAULT_FROM_EMAIL to an e-mail address"),
        (HOME, "DEFAULT_FROM_EMAIL", "a@x.example\nBcc: b@x.example", "Set DEFAULT_FROM_EMAIL to"),
        (HOME, "MEDIA_URL", "https://media.example/", "Set MEDIA_URL to the address under which"),
        (STORE, "MEDIA_URL", None, "Set MEDIA_URL to the address under which readers get"),
        (STORE, "MEDIA_URL", "/media/", "Set MEDIA_URL to the address under which readers get"),
        (STORE, "ORIGINALS_BUCKET", None, "Set ORIGINALS_BUCKET to another bucket than MEDIA_BUCK"),
        (STORE, "ORIGINALS_BUCKET", "media", "Set ORIGINALS_BUCKET to another bucket than MEDIA"),
        (STORE, "S3_SECRET", None, "Set both S3_KEY and S3_SECRET, or neither."),
        (STORE, "S3_ENDPOINT", "store.example", "Set S3_ENDPOINT to the object store's address"),
        (HOME, "WEBSUB_HUB", "hub.example", "Set WEBSUB_HUB to a whole address"),
        (HOME, "WEBSUB_HUB", "https://a:b@hub.example/", "Set WEBSUB_HUB to a whole address"),
        (HOME, "WEBSUB_HUB", 'https://hub.example/>; rel="x', "Set WEBSUB_HUB to a whole address"),
        (HOME, "WEBSUB_HUB", "http://localhost/hub", "Set WEBSUB_HUB to an address of the public"),
        (
            HOME,
            "AKISMET_ENDPOINT",
            "http://127.0.0.1:81/x",
            "Set AKISMET_ENDPOINT to an address of",
        ),
        (HOME, "AKISMET_ENDPOINT", "http://[fd00::1]/x", "Set AKISMET_ENDPOINT to an address of"),
        (HOME, "WEBSUB_HUB", "https://hub.example/", "WEBSUB_HUB and INDEXNOW_KEY need WORKER"),
        (HOME, "INDEXNOW_KEY", "too short", "Set INDEXNOW_KEY to 8 to 128 letters"),
        (HOME, "INDEXNOW_KEY", "0123456789", "WEBSUB_HUB and INDEXNOW_KEY need WORKER=true"),
        (HOME, "INDEXNOW_ENDPOINT", "x", "Set INDEXNOW_ENDPOINT to a whole address"),
        (HOME, "PRIVACY_URL", "/privacy", "Set PRIVACY_URL to the whole address of your page on"),
        (HOME, "PRIVACY_URL", "javascript:x", "Set PRIVACY_URL to the whole address of your page"),
        (PRODUCTION, "SITE_URL", None, "Set SITE_URL to the site's address"),
        (PRODUCTION, "SECRET_KEY", None, "Set SECRET_KEY to a random text of at least 50 signs"),
        (PRODUCTION, "SECRET_KEY", "x", "Set SECRET_KEY to a random text of at least 50 signs"),
        (PRODUCTION, "ALLOWED_HOSTS", None, "Set ALLOWED_HOSTS to the site's host names"),
    ],
)
def test_nonsense_stops_the_start_with_a_sentence(base, name, value, sentence):
    environment = {key: kept for key, kept in base.items() if key != name}
    started = start(environment if value is None else environment | {name: value})
    assert started.returncode == 1
    [said] = started.stderr.strip().splitlines()
    assert said.startswith(sentence)
    assert "p#w" not in said


def test_whoever_asks_is_shown_where_a_setting_was_refused():
    started = start(HOME | {"LOG_LEVEL": "foo"}, "check", "--traceback")
    first, *_lines, last = started.stderr.strip().splitlines()
    assert first == "Traceback (most recent call last):"
    assert last.startswith("django.core.exceptions.ImproperlyConfigured: Set LOG_LEVEL to one of")


def test_a_variable_that_is_nearly_one_of_ours_is_pointed_out():
    others = {
        "HOME": "/",
        "LANG": "C",
        "EDITOR": "vi",
        "PGHOST": "db",
        "REDIS_URL": "redis://db",
    } | {
        "BASE_URL": "https://news.example",
        "TEST_DATABASE_URL": "sqlite://:memory:",
        "AWS_SECRET_KEY": "secret",
        "WORKER_ID": "3",
    }
    started = start(HOME | others | {"COMMENTS_CLOSEAFTER": "30", "SITENAME": "News"})
    assert started.returncode == 0
    told = [line for line in started.stderr.splitlines() if "geekfeed.I001" in line]
    assert [line.partition("(geekfeed.I001) ")[2] for line in told] == [
        "COMMENTS_CLOSEAFTER is set, and GeekFeed reads no variable of that name.",
        "SITENAME is set, and GeekFeed reads no variable of that name.",
    ]
    assert "Did you mean COMMENTS_CLOSE_AFTER?" in started.stderr
    assert "Did you mean SITE_NAME?" in started.stderr


def test_the_page_on_privacy_may_be_a_part_of_one():
    page = "https://news.example/legal#privacy"
    assert shown(HOME | {"PRIVACY_URL": page}, "PRIVACY_URL") == [page]


@pytest.mark.parametrize(("choice", "value"), [({}, "False"), ({"HSTS_PRELOAD": "true"}, "True")])
def test_names_below_the_site_s_are_bound_to_https_by_choice_only(choice, value):
    settings = ("SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_HSTS_PRELOAD", "SESSION_COOKIE_SECURE")
    assert shown(PRODUCTION | choice, *settings) == [value, value, "True"]


MAIL = ("EMAIL_BACKEND", "EMAIL_HOST", "EMAIL_PORT", "EMAIL_HOST_USER", "EMAIL_HOST_PASSWORD")
SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.mark.parametrize(
    ("base", "url", "values"),
    [
        (HOME, None, ["django.core.mail.backends.console.EmailBackend", *["None"] * 4]),
        (PRODUCTION, None, ["django.core.mail.backends.dummy.EmailBackend", *["None"] * 4]),
        (PRODUCTION, "smtp://mail.example:25", [SMTP, "mail.example", "25", "None", "None"]),
        (
            PRODUCTION,
            "smtp+tls://me:p%23w+x@mail.example:587",
            [SMTP, "mail.example", "587", "me", "p#w+x"],
        ),
    ],
    ids=["home", "production", "server", "signed in"],
)
def test_letters_are_printed_dropped_or_sent(base, url, values):
    assert shown(base | ({"EMAIL_URL": url} if url else {}), *MAIL) == values


@pytest.mark.parametrize(
    ("given", "address"),
    [
        (None, ["desk@news.example"]),
        ("post@x.example", ["post@x.example"]),
        ("The desk, at night <post@x.example>", None),
        ("The desk <post@x.example>", ["The", "desk", "<post@x.example>"]),
    ],
)
def test_letters_come_from_the_site(given, address):
    base = PRODUCTION | ({"DEFAULT_FROM_EMAIL": given} if given else {})
    if address is None:
        assert start(base).returncode != 0
    else:
        assert shown(base, "DEFAULT_FROM_EMAIL") == address
        assert shown(base, "SERVER_EMAIL") == address


def shown(environment: dict[str, str], *names: str) -> list[str]:
    """The words of these settings."""
    show = "from django.conf import settings as s; print(*[getattr(s, n) for n in %r])"
    started = start(environment, "shell", "--no-imports", "-c", show % (names,))
    assert started.returncode == 0, started.stderr
    return started.stdout.split()


def test_postgres_is_asked_to_answer_rather_than_to_plan_and_compile():
    show = "from django.conf import settings as s; print(s.DATABASES['default']['OPTIONS'])"
    told = start(PRODUCTION, "shell", "--no-imports", "-c", show).stdout
    options = "-c jit=off -c join_collapse_limit=3 -c plan_cache_mode=force_generic_plan"
    assert told == f"{{'options': '{options}'}}\n"
    own = PRODUCTION | {"DATABASE_URL": f"{PRODUCTION['DATABASE_URL']}?options=-c%20jit%3Don"}
    assert start(own, "shell", "--no-imports", "-c", show).stdout == "{'options': '-c jit=on'}\n"
