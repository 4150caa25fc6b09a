"""The newsroom at work: what its people typed, said and planned, by the desk's own verbs."""

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from articles import adopting, notes, pending, workflow
from articles import state as states
from articles.models import Article, Claim
from articles.state import State
from authors.models import User


def ahead(days: int, hour: int = 9) -> datetime:
    """An hour of a day to come. Stories are of 2017, but what is planned has to lie ahead of
    whoever looks at the demo."""
    day = timezone.localdate() + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time(hour)))


def load_desk(facts: dict[str, Any]) -> None:
    """`facts` are those of the newsroom's file; the stories are there already."""
    people = {user.username: user for user in User.objects.all()}
    for line in facts["sent_back"]:
        _send_back(_story(line), line, people)
    for line in facts["adopted"]:
        claim = Claim.objects.get(article=_story(line), says=line["says"])
        adopting.adopt(claim, people[line["who"]], line["field"])
    for line in facts["changes"]:
        _change(_story(line), line, people[line["who"]])


def _story(line: dict[str, Any]) -> Article:
    return Article.objects.get(slug=line["story"])


def _send_back(article: Article, line: dict[str, Any], people: dict[str, User]) -> None:
    """Handed over, sent back with a note on the field that it is about, and answered there."""
    workflow.submit(article, people[line["writer"]], why=line["handed_over_with"])
    workflow.send_back(article, people[line["editor"]], why=line["why"], about=line["about"])
    note = article.notes.latest("pk")
    notes.answer(note, people[line["writer"]], line["answer"])


def _change(article: Article, line: dict[str, Any], writer: User) -> None:
    """Typed into a live story and sent to review: readers keep what they have."""
    base = states.read(article)
    pending.keep(article, writer, changed(article, base, line), base)
    workflow.submit(Article.objects.get(pk=article.pk), writer, why=line["why"])


def changed(article: Article, base: State, line: dict[str, Any]) -> State:
    """The state with what a line of the demo's files changes in it."""
    fields, rows = dict(base["fields"]), dict(base["rows"])
    if "headline" in line:
        fields["headline"] = [line["headline"]]
    if "sentence" in line:
        fields["body"] = [article.body.replace(line["sentence"]["was"], line["sentence"]["is"])]
    if "topics" in line:
        fields["topics"] = [", ".join([*fields["topics"], *line["topics"]])]
    if "claim" in line:
        new = {name: [value] for name, value in line["claim"].items()}
        rows["claims"] = [
            row | new if row["says"] == new["says"] else row for row in rows["claims"]
        ]
    return {"fields": fields, "rows": rows}
