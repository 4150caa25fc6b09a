"""Choosing a picture at the desk: the list, a picture's words, and the field of a form."""

from datetime import timedelta

import pytest
from django import forms
from django.contrib.admin.models import LogEntry
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from images import choose
from images.models import Image
from images.tests.conftest import account
from images.tests.files import encoded, flat
from images.uploads import store
from images.widgets import OFFERED_WITHOUT_SCRIPT, PictureChooser


@pytest.fixture
def desk(client, picture_desk):
    client.force_login(picture_desk)
    return client


def picture(title="Red", **facts):
    words = {"title": title, "credit": "GeekFeed", "alt": f"{title}, drawn"} | facts
    return store(encoded(flat()), **words)


def yesterday():
    return timezone.localdate() - timedelta(days=1)


def titles(answer):
    return [one["title"] for one in answer.json()["pictures"]]


# -- The list --------------------------------------------------------------------------------------


def test_the_list_says_what_a_picker_shows(desk):
    image = store(encoded(flat(1200, 900)), title="A street", credit="Netflix", caption="By day.")
    answer = desk.get(reverse("image-choose"))
    assert "no-store" in answer["Cache-Control"]
    assert answer.json() == {
        "pictures": [
            {
                "id": image.pk,
                "title": "A street",
                "alt": "",
                "credit": "Netflix",
                "caption": "By day.",
                "thumb": image.small,
                "src": image.src,
                "width": 960,
                "height": 720,
                "expired": False,
            }
        ],
        "next": None,
    }


def test_the_newest_come_first_and_more_follow(desk, monkeypatch):
    monkeypatch.setattr(choose, "ON_A_PAGE", 2)
    for title in ("one", "two", "three"):
        picture(title)
    first = desk.get(reverse("image-choose"))
    assert titles(first) == ["three", "two"]
    second = desk.get(first.json()["next"])
    assert (titles(second), second.json()["next"]) == (["one"], None)


def test_more_of_what_was_found_are_found_too(desk, monkeypatch):
    monkeypatch.setattr(choose, "ON_A_PAGE", 1)
    for title in ("street & sky", "a room", "one more street"):
        picture(title)
    first = desk.get(reverse("image-choose"), {"q": "street & "})
    assert titles(first) == ["street & sky"]
    first = desk.get(reverse("image-choose"), {"q": "street"})
    assert titles(first) == ["one more street"]
    assert titles(desk.get(first.json()["next"])) == ["street & sky"]


@pytest.mark.parametrize("words", ["hell", "KITCHEN night", "netflix kitchen", "street  "])
def test_a_picture_is_found_by_title_alt_text_and_credit(desk, words):
    picture("Hell's Kitchen", alt="A street by night", credit="Marvel/Netflix")
    picture("Elsewhere")
    assert titles(desk.get(reverse("image-choose"), {"q": words})) == ["Hell's Kitchen"]


@pytest.mark.parametrize("words", ["nowhere", "%", "_", "a\x00b", "zq " * 300, "'; --"])
def test_words_that_nothing_has_find_nothing(desk, words):
    picture("Hell's Kitchen", alt="By day", credit="Netflix")
    assert titles(desk.get(reverse("image-choose"), {"q": words})) == []


def test_a_picture_whose_rights_have_ended_is_marked(desk):
    picture(rights_expire_on=yesterday())
    picture(rights_expire_on=timezone.localdate())
    pictures = desk.get(reverse("image-choose")).json()["pictures"]
    assert [one["expired"] for one in pictures] == [False, True]


def test_one_picture_can_be_asked_for(desk):
    first, _second = picture("one"), picture("two")
    assert titles(desk.get(reverse("image-choose"), {"id": first.pk})) == ["one"]
    for nothing in ("0", "-1", "x", "9" * 40):
        assert titles(desk.get(reverse("image-choose"), {"id": nothing})) == []


def test_an_address_that_was_not_made_here_is_no_page(desk):
    assert desk.get(reverse("image-choose"), {"after": "nonsense"}).status_code == 404


def test_the_list_costs_the_same_for_one_and_for_three(desk, django_assert_num_queries):
    picture()
    desk.get(reverse("image-choose"))
    for _more in range(2):
        with django_assert_num_queries(5):  # session, account, its rights twice, pictures
            desk.get(reverse("image-choose"))
        picture()
        picture()


@pytest.mark.parametrize("name", ["image-choose", "image-picker"])
def test_only_staff_who_may_look_are_shown_pictures(client, db, name):
    picture()
    answer = client.get(reverse(name))
    assert (answer.status_code, answer.json()["error"]["message"]) == (
        403,
        "You are signed out. Sign in in another tab, then try again.",
    )
    for who in (account("nobody"), account("reader", "view_image", is_staff=False)):
        client.force_login(who)
        answer = client.get(reverse(name))
        assert (answer.status_code, answer.json()["error"]["message"]) == (
            403,
            "You may not look at the pictures here.",
        )
    assert client.post(reverse(name)).status_code == 405


def test_the_picker_takes_files_from_those_alone_who_may_add_some(client, desk, guest_writer):
    assert b'type="file"' in desk.get(reverse("image-picker")).content
    client.force_login(guest_writer)
    page = client.get(reverse("image-picker"))
    assert page.status_code == 200
    assert b'type="file"' not in page.content


# -- A picture's words -----------------------------------------------------------------------------


def say(client, image, **words):
    return client.post(reverse("image-words", args=[image.pk]), words)


def test_the_words_that_are_sent_change_and_the_others_stay(desk):
    image = picture(alt="", caption="By day.", credit="Netflix")
    answer = say(desk, image, alt="A street")
    image.refresh_from_db()
    assert (image.alt, image.caption, image.credit) == ("A street", "By day.", "Netflix")
    assert answer.json() == choose.told(image)
    say(desk, image, credit="Marvel/Netflix", caption="")
    image.refresh_from_db()
    assert (image.alt, image.caption, image.credit) == ("A street", "", "Marvel/Netflix")


def test_changed_words_are_in_the_log_and_unchanged_ones_are_not(desk, picture_desk):
    image = picture(alt="A street")
    say(desk, image, alt="A street", credit="GeekFeed")
    assert not LogEntry.objects.exists()
    say(desk, image, alt="A road")
    entry = LogEntry.objects.get()
    assert (entry.user, entry.get_change_message()) == (picture_desk, "Changed alt text.")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({"alt": "photo.jpg"}, "Alt text: Say what the picture shows"),
        ({"credit": ""}, "Credit: Say whose picture it is."),
        ({"alt": "x" * 251}, "Alt text: Ensure this value has at most 250 characters"),
    ],
)
def test_words_that_will_not_do_are_refused(desk, words, message):
    image = picture()
    answer = say(desk, image, **words)
    assert answer.status_code == 400
    assert answer.json()["error"]["message"].startswith(message)
    image.refresh_from_db()
    assert image.alt == "Red, drawn"


def test_writers_change_the_words_of_their_own_pictures_alone(client, db):
    writer = account("writer", "view_image", "add_image", "change_image")
    own, other = picture(user=writer), picture()
    client.force_login(writer)
    assert say(client, own, alt="Mine").status_code == 200
    answer = say(client, other, alt="Mine")
    assert answer.status_code == 403
    assert "only editors may change its words" in answer.json()["error"]["message"]
    other.refresh_from_db()
    assert other.alt == "Red, drawn"


def test_words_of_no_picture_and_words_that_are_asked_for_are_nothing(desk):
    assert desk.post(reverse("image-words", args=[1]), {"alt": "x"}).status_code == 404
    assert desk.post("/admin/pictures/%s/words/" % ("9" * 30)).status_code == 404
    assert desk.get(reverse("image-words", args=[picture().pk])).status_code == 405


def test_nobody_changes_words_from_another_site(picture_desk):
    from django.test import Client

    image = picture()
    client = Client(enforce_csrf_checks=True)
    client.force_login(picture_desk)
    assert say(client, image, alt="x").status_code == 403


# -- The field of a form ---------------------------------------------------------------------------


class Form(forms.Form):
    lead = forms.ModelChoiceField(Image.objects.all(), widget=PictureChooser(), required=False)


def options(html):
    values = [part.split('"')[0] for part in html.split('<option value="')[1:]]
    chosen = [v for v in values if f'<option value="{v}" selected' in html]
    return values, chosen


def test_the_field_shows_what_is_chosen_and_sends_it_without_script(db):
    one, two = picture("one"), picture("two")
    html = str(Form(initial={"lead": one})["lead"])
    assert options(html) == (["", str(two.pk), str(one.pk)], [str(one.pk)])
    assert f'src="{one.src}"' in html
    assert "one, drawn" in html
    assert Form({"lead": str(one.pk)}).is_valid()


@pytest.mark.parametrize("sent", ["", "x", "-1", "0", "9" * 40, "1 or 1"])
def test_what_can_be_no_picture_shows_none(db, sent):
    image = picture()
    html = str(Form(QueryDict(f"lead={sent}"))["lead"])
    assert options(html) == (["", str(image.pk)], [""])
    assert image.src not in html


def test_forms_of_several_states_show_each_its_own(db):
    one, two = picture("one"), picture("two")
    shown = [Form({"lead": str(image.pk)})["lead"] for image in (one, two)]
    assert [options(str(field))[1] for field in shown] == [[str(one.pk)], [str(two.pk)]]


def test_what_has_ended_is_not_offered_and_what_was_chosen_says_that_it_has(db):
    image = picture(rights_expire_on=yesterday())
    assert options(str(Form()["lead"])) == ([""], [""])
    html = str(Form(initial={"lead": image})["lead"])
    assert options(html)[1] == [str(image.pk)]
    assert 'data-lacks="rights">' in html


def test_a_picture_without_alt_text_is_said_to_lack_it(db):
    without, fine = picture(alt=""), picture()
    assert 'data-lacks="alt">' in str(Form(initial={"lead": without})["lead"])
    assert 'data-lacks="alt" hidden>' in str(Form(initial={"lead": fine})["lead"])


def test_a_title_is_words_and_no_markup(db):
    image = picture('"><script>alert(1)</script>')
    assert "<script>" not in str(Form(initial={"lead": image})["lead"])


def test_the_field_costs_one_query_however_many_pictures_there_are(db, django_assert_num_queries):
    for number in range(3):
        image = picture(str(number))
        with django_assert_num_queries(1):
            str(Form(initial={"lead": image.pk})["lead"])


def test_an_old_picture_that_is_chosen_is_there_beside_the_newest(db, monkeypatch):
    monkeypatch.setattr("images.widgets.OFFERED_WITHOUT_SCRIPT", 2)
    assert OFFERED_WITHOUT_SCRIPT == 20
    old, *newest = [picture(str(number)) for number in range(4)]
    values, chosen = options(str(Form(initial={"lead": old.pk})["lead"]))
    assert chosen == [str(old.pk)]
    assert values == ["", *(str(image.pk) for image in reversed(newest[1:])), str(old.pk)]
