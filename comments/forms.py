"""What is asked of somebody who wants to say something."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from comments import wording
from comments.mailboxes import email_of
from comments.models import Commenter
from comments.models.commenter import LONGEST_NAME
from comments.posting import Words
from comments.subscribing import mailbox
from comments.traps import Trapped, made_now
from shows.models import Show

LAST = 999  # season or episode


class About(NamedTuple):
    """What a form says of a show."""

    pk: int
    name: str


class HelloForm(Trapped):
    """Who somebody is. `privacy_url`: where it says what becomes of their address; "" where the
    site has no such page."""

    name = forms.CharField(
        label=_("Name"),
        max_length=LONGEST_NAME,
        error_messages={"required": _("Give a name. It stands over your comments.")},
    )
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        error_messages={
            "required": _("Give your e-mail address. We write to it, and never show it."),
            "invalid": _("This is no e-mail address: it looks like name@example.com."),
        },
    )

    @property
    def privacy_url(self) -> str:
        return settings.PRIVACY_URL

    def clean_name(self) -> str:
        name = " ".join(wording.tidied(self.cleaned_data["name"]).split())
        if not any(sign.isalnum() for sign in name):
            raise forms.ValidationError(_("Give a name with a letter or a figure in it."))
        return name

    def clean_email(self) -> str:
        try:
            return email_of(self.cleaned_data["email"])
        except ValueError as error:
            raise forms.ValidationError(self.fields["email"].error_messages["invalid"]) from error

    def who(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("name", "email")}


class CommentForm(HelloForm):
    """`person` is who writes, None for somebody whom we do not know yet; `shows` are those that
    the story is about, whose episodes a spoiler can be marked with."""

    is_blank = False
    text = forms.CharField(
        label=_("Comment"),
        max_length=wording.LONGEST,
        widget=forms.Textarea,
        error_messages={
            "required": _("Write something."),
            "max_length": _(
                "This is longer than one comment can be. Cut it to %(limit_value)d signs."
            ),
        },
    )
    notify = forms.BooleanField(label=_("Write to me when somebody answers"), required=False)
    is_spoiler = forms.BooleanField(label=_("Contains a spoiler"), required=False)
    show = forms.ChoiceField(label=_("Show"), required=False)
    season = forms.IntegerField(label=_("Season"), required=False, min_value=0, max_value=LAST)
    episode = forms.IntegerField(label=_("Episode"), required=False, min_value=1, max_value=LAST)

    def __init__(
        self, *args: Any, person: Commenter | None, shows: Sequence[Show | About], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.person, self.shows = person, shows
        if person is not None:
            del self.fields["name"], self.fields["email"]
            if not mailbox(person):
                del self.fields["notify"]
        self.fields["show"].choices = [(str(show.pk), show.name) for show in shows]

    def clean_text(self) -> str:
        text = wording.tidied(self.cleaned_data["text"])
        if not wording.html_of(text, None):
            raise forms.ValidationError(_("Write something."))
        return text

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        if told.get("episode") is not None and told.get("season") is None:
            self.add_error("season", _("Name the season, too."))
        return told

    def words(self) -> Words:
        """What was typed, once it is valid."""
        told = self.cleaned_data
        season, show = told.get("season"), told.get("show") or self._only_show()
        spoils = ""
        if season is not None and show:
            spoils = f"{show}.{season}.{told.get('episode') or 0}"
        is_spoiler = told["is_spoiler"] or season is not None
        return Words(told["text"], is_spoiler, spoils, told.get("notify", False))

    def _only_show(self) -> str:
        return str(self.shows[0].pk) if self.shows else ""


class BlankForm(NamedTuple):
    """The form of somebody whom we do not know and who has typed nothing, as a value: it is the
    same under all stories about the same shows, and written once (geekfeed/lib/alike.py): so it has
    all that is written in it."""

    shows: tuple[About, ...]
    privacy_url: str

    is_blank = True

    @classmethod
    def about(cls, shows: Sequence[Show]) -> "BlankForm":
        """Where there is one show, nobody has to choose, and the form does not name it."""
        told = [About(show.pk, show.name) for show in shows]
        return cls((About(0, ""),) if len(told) == 1 else tuple(told), settings.PRIVACY_URL)

    @property
    def made_now(self) -> str:
        return made_now()

    @property
    def form(self) -> CommentForm:
        return CommentForm(person=None, shows=self.shows)
