"""What several tests of the catalog's desk stand on."""

from typing import Any

import pytest

from articles.tests.desk import at_desk
from shows.models import Character, Person


@pytest.fixture
def desk(editor: Any) -> Any:
    return at_desk(editor)


@pytest.fixture
def ritter(db: None) -> Person:
    return Person.objects.create(name="Krysten Ritter", slug="krysten-ritter")


@pytest.fixture
def jones(db: None) -> Character:
    return Character.objects.create(name="Jessica Jones", slug="jessica-jones")
