"""Former addresses lead on."""

import pytest

from shows.models import (
    Character,
    FormerAddress,
    Franchise,
    Location,
    Network,
    Person,
    Show,
)

RECORDS = {
    "show": (Show, ["/shows/{}/", "/shows/{}/stories/", "/shows/{}/calendar.ics"]),
    "franchise": (Franchise, ["/franchises/{}/"]),
    "network": (Network, ["/networks/{}/"]),
    "person": (Person, ["/people/{}/", "/people/{}/stories/"]),
    "character": (Character, ["/characters/{}/", "/characters/{}/stories/"]),
    "location": (Location, ["/locations/{}/", "/locations/{}/stories/"]),
}


@pytest.mark.parametrize("name", RECORDS)
def test_a_former_address_leads_to_the_same_page_of_the_record(client, db, name):
    model, addresses = RECORDS[name]
    record = model.objects.create(name="New name", slug="new-name")
    FormerAddress.objects.create(**{name: record}, slug="old-name")
    for address in addresses:
        answer = client.get(address.format("old-name") + "?utm_source=x")
        assert (answer.status_code, answer["Location"]) == (
            301,
            address.format("new-name") + "?utm_source=x",
        )


def test_a_season_is_found_under_the_former_address_of_its_show(client, season_2):
    FormerAddress.objects.create(show=season_2.show, slug="aka-jessica-jones")
    answer = client.get("/shows/aka-jessica-jones/season-2/")
    assert (answer.status_code, answer["Location"]) == (301, "/shows/jessica-jones/season-2/")
    assert client.get("/shows/aka-jessica-jones/season-7/").status_code == 301
    assert client.get("/shows/jessica-jones/season-7/").status_code == 404


def test_a_former_address_of_another_kind_of_record_leads_nowhere(client, db):
    person = Person.objects.create(name="Krysten Ritter", slug="krysten-ritter")
    FormerAddress.objects.create(person=person, slug="kristen-ritter")
    assert client.get("/characters/kristen-ritter/").status_code == 404


def test_who_has_the_address_now_is_found_there(client, db):
    person = Person.objects.create(name="Krysten Ritter", slug="krysten-ritter")
    FormerAddress.objects.create(person=person, slug="someone")
    Person.objects.create(name="Someone", slug="someone")
    assert client.get("/people/someone/").status_code == 200
