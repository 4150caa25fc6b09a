"""What every test stands on: settings that are quick and touch nothing real, and a browser."""

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pytest
from chromium import find_chromium
from django.conf import settings
from django.core.cache import caches
from django.db import connections
from django.test import override_settings
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from geekfeed.tests.door import Door

pytest_plugins = ["geekfeed.tests.cast", "geekfeed.tests.upgrading"]

CHROMIUM_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A page that asks another host for anything fails its test.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]

# The database that .ci/suite.py has made for its processes: a file, or a database of PostgreSQL's.
# Without it each process carries out the migrations itself.
MIGRATED = os.environ.get("GEEKFEED_MIGRATED", "")

# A busy machine is not a failure.
expect.set_options(timeout=20_000)
hypothesis_settings.register_profile("patient", deadline=None)
hypothesis_settings.load_profile("patient")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Mark the tests that use the browser or the database, so that ``-m`` finds all of them."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
        if "live_server" in getattr(item, "fixturenames", ()):
            # The server's process commits, so the tables are emptied after each of these tests.
            # What the migrations put there (groups, content types) is put back before each.
            item.add_marker(
                pytest.mark.django_db(transaction=True, serialized_rollback=True), append=False
            )
        uses = item.get_closest_marker("django_db")
        if uses and uses.kwargs.get("transaction") and not uses.kwargs.get("serialized_rollback"):
            raise pytest.UsageError(
                f"{item.nodeid} empties every table: with serialized_rollback=True, what the "
                "migrations wrote is there for the tests after it."
            )
        if "django_db_setup" in item.fixturenames or uses:
            item.add_marker("database")
    yield
    # Begun last, a long one would keep one process busy after the other has nothing left to do.
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_fixture_setup(fixturedef: pytest.FixtureDef, request: pytest.FixtureRequest) -> None:
    """Fail a test that reaches the database and is not marked: the suite would leave it out on
    PostgreSQL. (Whoever has not asked for the database at all is refused it by pytest-django.)"""
    marked = request.node.get_closest_marker("database")
    if fixturedef.argname == "_django_db_helper" and not marked:
        pytest.fail("Name db among the test’s arguments: it asks for it in passing", pytrace=False)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None,
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """Say where the test database is, and that it begins as a copy of the migrated one."""
    in_browser = any(item.get_closest_marker("browser") for item in request.session.items)
    with contextlib.ExitStack() as until_the_end:
        for connection in connections.all():
            test = connection.settings_dict["TEST"]
            if connection.vendor == "postgresql" and MIGRATED:
                test["TEMPLATE"] = MIGRATED
            if connection.vendor == "sqlite" and in_browser:
                # A file, where a browser's requests come several at once: a database in memory
                # answers the second one that its tables are locked.
                test["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
                # Emptied after each test, when a thread of the server may still have it open: not
                # through mapped memory.
                connection.settings_dict["OPTIONS"]["init_command"] += "PRAGMA mmap_size=0;"
            if connection.vendor == "sqlite" and MIGRATED:
                name = connection.creation._get_test_db_name()
                copy = until_the_end.enter_context(closing(sqlite3.connect(name, uri=True)))
                with closing(sqlite3.connect(MIGRATED)) as migrated:
                    migrated.backup(copy)
        yield


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb: bool) -> bool:
    """On SQLite the copy is there before Django looks, and must not be made anew."""
    return django_db_keepdb or (bool(MIGRATED) and connections["default"].vendor == "sqlite")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Keep what the migrations wrote where every connection finds it.

    Django notes it on the connection that made the test database. Once Playwright's event loop
    runs, Django opens another one, and the groups would not be put back after the first test.
    """
    for connection in connections.all():
        if written := getattr(connection, "_test_serialized_contents", None):
            type(connection)._test_serialized_contents = written
    yield
    with django_db_blocker.unblock():
        connections.close_all()


@pytest.fixture(scope="session")
def door() -> Door:
    return Door()


@pytest.fixture(scope="session")
def live_server(django_db_setup: None, live_server: LiveServer, door: Door) -> LiveServer:
    """The server begins once the test database has its name. Before that it would take it for one
    in memory and have all its threads share a single connection."""
    server = live_server.thread.httpd
    server.set_app(door.before(server.get_app()))
    return live_server


@pytest.fixture(autouse=True, scope="session")
def _settings_for_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the tests quick, and off this machine's uploads, static files and shared caches."""
    in_memory = "django.core.cache.backends.locmem.LocMemCache"
    with override_settings(
        CACHES={name: {"BACKEND": in_memory, "LOCATION": name} for name in settings.CACHES},
        MEDIA_ROOT=tmp_path_factory.mktemp("media"),
        # Nothing is committed in most tests, so nobody is told of what they write.
        PAGE_CACHE=False,
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        # WhiteNoise warns when the folder is missing, and warnings are errors here.
        STATIC_ROOT=tmp_path_factory.mktemp("static"),
        STORAGES={
            **settings.STORAGES,
            # The manifest that names each file by its content comes from collectstatic only.
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
    ):
        yield


@pytest.fixture(autouse=True)
def _empty_caches() -> None:
    for name in settings.CACHES:
        caches[name].clear()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once. Tests take ``page`` or ``new_page`` instead."""
    executable = find_chromium()
    if executable is None:
        pytest.skip("Chromium is not installed")
    with pytest.MonkeyPatch.context() as patch:
        # Playwright's event loop runs beneath the test, which may use the database all the same.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=executable, args=CHROMIUM_FLAGS)
            yield chromium
            chromium.close()


@pytest.fixture
def new_page(browser: Browser, door: Door) -> Iterator[Callable[..., Page]]:
    """Open pages, each a visitor of its own: ``new_page(java_script_enabled=False)``.

    Options are those of Playwright's ``Browser.new_context``. ``expected_errors`` names parts of
    console messages that the test provokes, such as "status of 404". Any other error in a page
    fails the test when it ends.
    """
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def open_page(*, expected_errors: tuple[str, ...] = (), **options: Any) -> Page:
        def note(text: str, address: str) -> None:
            if not any(part in text for part in expected_errors):
                errors.append(f"{text} ({address})")

        # What a service worker asks for would still be on its way when a test ends, and a browser
        # that is busy breaks off the crossing from page to page with an error. Tests about these
        # say service_workers="allow" and reduced_motion="no-preference".
        quiet = {"service_workers": "block", "reduced_motion": "reduce"}
        context = browser.new_context(**quiet | options)
        contexts.append(context)
        # Listening on the context covers the windows that a page opens, too.
        context.on(
            "console",
            lambda message: (
                note(message.text, message.location["url"]) if message.type == "error" else None
            ),
        )
        context.on("weberror", lambda failure: note(str(failure.error), failure.page.url))
        return context.new_page()

    door.open()
    yield open_page
    try:
        # A page that is left sends what it has not sent yet: nobody knows how soon that arrives.
        for context in contexts:
            for page in context.pages:
                page.goto("about:blank")
    finally:
        try:
            door.shut()
        finally:
            for context in contexts:
                context.close()
    if errors:
        pytest.fail("\n".join(["Errors in the browser:", *errors]), pytrace=False)


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A page in a fresh browser context; any error in it fails the test."""
    return new_page()
