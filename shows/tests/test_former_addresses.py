"""Records that were renamed are found by their former addresses."""

import pytest
from django.urls import reverse

from articles.tests.desk import opened
from geekfeed.tests.reading import read
from shows.models import Character, FormerAddress, Franchise, Location, Network, Person, Show

KINDS = [Show, Person, Character, Location, Network, Franchise]


def form_of(record) -> str:
    return reverse(f"admin:shows_{record._meta.model_name}_change", args=[record.pk])


def saved(desk, record, **changes):
    data = opened(desk, form_of(record))
    return desk.post(form_of(record), data | {name: [value] for name, value in changes.items()})


def former(kind) -> set[tuple]:
    name = kind._meta.model_name
    rows = FormerAddress.objects.filter(**{f"{name}__isnull": False})
    return set(rows.values_list("slug", f"{name}__slug", "number"))


@pytest.mark.parametrize("kind", KINDS)
def test_a_former_address_leads_to_the_record(desk, kind):
    record = kind.objects.create(name="One", slug="one")
    saved(desk, record, slug="two")
    saved(desk, record, slug="three")
    assert former(kind) == {("one", "three", None), ("two", "three", None)}
    assert FormerAddress.objects.leading_to(kind, "one") == record
    assert FormerAddress.objects.leading_to(kind, "three") is None


def test_records_of_two_kinds_may_have_had_the_same_address(desk):
    for kind in KINDS:
        saved(desk, kind.objects.create(name="One", slug="one"), slug="two")
    assert [former(kind) for kind in KINDS] == [{("one", "two", None)}] * len(KINDS)


def test_an_address_that_is_taken_back_leads_nowhere(desk, jessica_jones):
    saved(desk, jessica_jones, slug="jj")
    saved(desk, jessica_jones, slug="jessica-jones")
    assert former(Show) == {("jj", "jessica-jones", None)}


def test_taking_the_address_of_a_merged_record_keeps_its_number(desk, jessica_jones):
    FormerAddress.objects.create(show=jessica_jones, slug="jj", number=77)
    saved(desk, jessica_jones, slug="jj")
    assert former(Show) == {("jessica-jones", "jj", 77)}


def test_another_name_alone_leaves_no_address(desk, jessica_jones):
    saved(desk, jessica_jones, name="A.K.A. Jessica Jones")
    assert former(Show) == set()


@pytest.mark.parametrize("who", ["a new one", "another one"])
def test_nobody_takes_a_former_address_of_another(desk, jessica_jones, who):
    saved(desk, jessica_jones, slug="jj")
    if who == "a new one":
        address = reverse("admin:shows_show_add")
        data = opened(desk, address) | {"name": ["JJ"], "slug": ["jessica-jones"]}
        page = desk.post(address, data)
    else:
        other = Show.objects.create(name="Luke Cage", slug="luke-cage")
        page = saved(desk, other, slug="jessica-jones")
    assert page.context["adminform"].form.errors == {
        "slug": [
            "Links to this address lead to “Jessica Jones”, which had it once. Choose another one."
        ]
    }
    assert not Show.objects.filter(slug="jessica-jones").exists()


@pytest.mark.parametrize("kind", KINDS)
def test_each_time_one_is_followed_is_counted_and_listed(desk, client, kind):
    record = kind.objects.create(name="One", slug="now")
    name = record._meta.model_name
    FormerAddress.objects.create(slug="one", **{name: record})
    address = record.get_absolute_url().replace("/now/", "/one/")
    for _ in range(2):
        assert client.get(address)["Location"] == record.get_absolute_url()
    rows = read(desk.get(reverse("admin:shows_formeraddress_changelist")))
    assert rows.texts("#result_list .field-slug") == ["one"]
    assert rows.texts("#result_list .field-leads_to") == [record.get_absolute_url()]
    assert rows.texts("#result_list .field-hits") == ["2"]


def test_the_list_of_former_addresses_is_looked_at_and_by_editors_alone(desk, client, writer):
    address = reverse("admin:shows_formeraddress_changelist")
    assert desk.get(reverse("admin:shows_formeraddress_add")).status_code == 403
    client.force_login(writer)
    assert client.get(address).status_code == 403
