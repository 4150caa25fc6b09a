"""What readers say, and where they say it."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from types import SimpleNamespace
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from comments import wording
from comments.forms import CommentForm
from comments.models import Commenter
from geekfeed.demo.misbehaving import comments as misbehaving
from geekfeed.styleguide import samples
from geekfeed.styleguide.component import Component

SPOILER = (
    '<details class="spoiler"{}><summary><span class="spoiler__name">Spoiler: '
    "<bdi>Jessica Jones</bdi>, season 1, episode 13{}</span> "
    '<span class="spoiler__turn"><span class="spoiler__show">Show</span>'
    '<span class="spoiler__hide">Cover up</span></span></summary>'
    "<p>After the pier, anybody else is going to feel like an epilogue.</p>"
    "<p>Go small.</p></details>"
)
_NUMBERS = count(1)
SEEN = ' <span class="spoiler__seen">You have seen it</span>'
SAID = "I walk past that corner every morning. Should have *trusted* the signs."


def conversation() -> Iterator[Component]:
    story = samples.thing(pk=1)
    yield Component(
        "Comment",
        "comments/components/comment.html",
        "What a reader says, with what can be done with it.",
        "Let the name lead, and keep what can be done quiet.",
        "A portrait, a rank, a number of points; a cover that opens when the pointer passes.",
        [(what, {"shown": shown, "story": story}) for what, shown in _comments()],
    )
    thread = _shown("harlem_nocturne", SAID, replies=7)
    thread.answers = [
        _shown("Marguerite Lunn", "Photograph them next time.", badge="author"),
        _shown("harlem_nocturne", "Noted.", to=SimpleNamespace(by="Marguerite Lunn")),
    ]
    thread.more = 5
    locked = _shown("Li", "How long is a thread?", is_locked=True)
    gone = _shown("Li", "", state="removed")
    gone.answers = [_shown("Li", "Do not.")]
    yield Component(
        "Thread",
        "comments/components/thread.html",
        "A comment and what was answered, one step in and no further.",
        "Say whom an answer means where its place does not.",
        "A third step in.",
        [
            ("with answers, and more elsewhere", {"thread": thread, "story": story}),
            ("closed", {"thread": locked, "story": story}),
            ("begun by what was removed", {"thread": gone, "story": story}),
        ],
    )
    yield Component(
        "Comment form",
        "comments/components/form.html",
        "Where somebody says something.",
        "Ask for no more than is needed, and say what it is for.",
        "An account, a riddle, a placeholder in place of a label.",
        [
            ("a stranger’s", _form()),
            ("somebody we know, answering, with a preview", _form("Priya R.", preview=True)),
            ("with errors", _form(data={"text": "", "episode": "3"})),
        ],
    )
    yield Component(
        "Comment rules",
        "comments/components/rules.html",
        "What may be said here, where it is not simply everything.",
        "Say it once, above the form.",
        "Rules that everybody knows.",
        [
            ("closed", {"policy": _policy(takes_comments=False)}),
            ("held, and until when", {"policy": _policy(holds_all=True, closes_at=samples.MOMENT)}),
        ],
    )


def _comments() -> Iterator[tuple[str, Any]]:
    yield "ordinary, liked by three", _shown("harlem_nocturne", SAID, likes=3)
    yield (
        "one’s own, edited, pinned",
        _shown(
            "Priya R.",
            SAID,
            likes=1,
            edited_at=samples.MOMENT + timedelta(minutes=2),
            is_pinned=True,
            is_own=True,
            may_edit=True,
            may_delete=True,
        ),
    )
    yield "the newsroom’s, and liked", _shown("Dee Okafor", SAID, badge="staff", is_liked=True)
    yield "covered", _shown("Priya R.", html=SPOILER.format("", ""))
    yield "seen", _shown("Priya R.", html=SPOILER.format(" open", SEEN))
    yield "60 letters, one word of 400", _shown(misbehaving.LONG_NAME, misbehaving.LONG_SAID)
    yield "from right to left", _shown(misbehaving.HEBREW_NAME, misbehaving.HEBREW)
    yield "three quotations in one another", _shown("Li", misbehaving.NESTED)
    yield "removed", _shown("Li", "", state="removed")
    yield "deleted", _shown("Li", "", state="deleted")


def _shown(name: str, text: str = "", html: str = "", *, state: str = "shown", **facts: Any) -> Any:
    comment = {
        "likes": facts.pop("likes", 0),
        "replies": facts.pop("replies", 0),
        "edited_at": facts.pop("edited_at", None),
        "is_locked": facts.pop("is_locked", False),
    }
    number = next(_NUMBERS)
    return SimpleNamespace(
        comment=samples.thing(
            pk=number,
            by=name,
            state=state,
            is_shown=state == "shown",
            posted_at=samples.MOMENT,
            **comment,
        ),
        html=_safe(html or wording.html_of(text, None)),
        **{
            "answers": [],
            "more": 0,
            "badge": "",
            "to": None,
            "may_edit": False,
            "may_delete": False,
            "may_answer": state == "shown",
            "is_pinned": False,
            "is_own": False,
            "is_liked": None,
        }
        | facts,
    )


def _safe(html: str) -> SafeString:
    return mark_safe(html)  # noqa: S308 (our own samples)


def _form(name: str = "", *, preview: bool = False, data: dict | None = None) -> Any:
    person = Commenter(name=name, email="priya@example.com") if name else None
    form = CommentForm(data, person=person, shows=[samples.SHOW])
    return {
        "form": form,
        "person": person,
        "action": samples.NOWHERE,
        "preview": _safe(wording.html_of(SAID, None)) if preview else None,
    }


def _policy(**facts: Any) -> Any:
    return SimpleNamespace(
        **{"takes_comments": True, "holds_all": False, "closes_at": None} | facts
    )
