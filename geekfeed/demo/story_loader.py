"""The demo's stories, taken through the newsroom's own verbs."""

import re
from datetime import datetime, timedelta
from html import escape
from typing import Any

from django.db.models import Model
from django.utils import timezone

from articles import pending, workflow
from articles import state as states
from articles.models import (
    Article,
    Byline,
    Citation,
    Claim,
    Coverage,
    FrontPageSlot,
    Mention,
    RelatedStory,
    Revision,
    Section,
    Topic,
    Via,
)
from articles.search import index
from authors.models import Author, User
from geekfeed.demo.desk_loader import ahead, changed
from geekfeed.lib.dates import PreciseDate
from images.models import Image
from shows.models import Character, Location, Person, Season, Show
from sources.models import Source

NAMED: dict[str, type[Model]] = {
    "show": Show,
    "person": Person,
    "character": Character,
    "location": Location,
    "source": Source,
}
FIGURE = re.compile(
    r'<img data-picture="([\w-]+)" alt="([^"]*)"\s*/?>(?:\s*<figcaption>(.*?)</figcaption>)?', re.S
)


def load_stories(
    stories: list[dict[str, Any]],
    front_page: list[dict[str, Any]],
    pictures: dict[str, Image],
    editor: User,
) -> None:
    made = {story["slug"]: _write(story, pictures) for story in stories}
    for story in stories:
        article = made[story["slug"]]
        if "next" in story:
            article.next_up = made[story["next"]]
            article.save(update_fields=["next_up"])
        RelatedStory.objects.bulk_create(
            RelatedStory(article=article, related=made[slug], position=position)
            for position, slug in enumerate(story.get("related", []))
        )
    for story in stories:
        for line in story.get("claims", []):
            if "answers" in line:
                _answer(made[story["slug"]], line, made)
    for story in sorted(stories, key=lambda story: str(story.get("published", "9"))):
        _take_through(made[story["slug"]], story, editor)
        # What never was a verb's business was told to nobody: a draft is known to the search, too.
        index.refresh(made[story["slug"]])
    FrontPageSlot.objects.bulk_create(
        FrontPageSlot(
            position=position,
            article=made[slot["story"]],
            until=ahead(slot["for_days"], hour=18) if "for_days" in slot else None,
        )
        for position, slot in enumerate(front_page, start=1)
    )


def _write(story: dict[str, Any], pictures: dict[str, Image]) -> Article:
    """The draft: text, rows and tags."""
    picture = pictures.get(story.get("picture"))
    if picture and (caption := story.get("picture_caption")):
        Image.objects.filter(pk=picture.pk).update(caption=caption)
    bylines = [
        (Author.objects.get(slug=byline["author"]), byline.get("role", ""))
        for byline in story.get("bylines", [])
    ]
    article = Article.objects.create(
        headline=story["headline"],
        slug=story["slug"],
        standfirst=story.get("standfirst", ""),
        body=FIGURE.sub(lambda found: _figure(found, pictures), _first_version(story)),
        section=Section.objects.get(slug=story["section"]),
        lead_image=picture,
        created_by=bylines[0][0].user if bylines else None,
    )
    for position, (author, role) in enumerate(bylines):
        Byline.objects.create(article=article, author=author, role=role, position=position)
    for position, (show, seasons) in enumerate(_about(story).items()):
        about = {"show": show} | ({"season": seasons[0]} if len(seasons) == 1 else {})
        Coverage.objects.create(article=article, position=position, **_show_and_season(about))
    article.topics.add(*Topic.objects.filter(slug__in=story.get("topics", [])))
    citations = {
        line.get("ref"): _citation(article, line, position)
        for position, line in enumerate(story.get("citations", []))
    }
    for position, line in enumerate(story.get("claims", [])):
        _claim(article, line, citations, position)
    for position, (kind, name) in enumerate(line.split(":") for line in story.get("names", [])):
        record = NAMED[kind].objects.get(name=name)
        Mention.objects.create(article=article, position=position, **{kind: record})
    return article


def _first_version(story: dict[str, Any]) -> str:
    """The text before what was changed in it while readers had it."""
    body = story["body"]
    for line in reversed(story.get("published_changes", [])):
        body = body.replace(line["sentence"]["is"], line["sentence"]["was"])
    return body


def _about(story: dict[str, Any]) -> dict[str, list[int]]:
    """Each show once, with the seasons named. More than one season is the show as a whole."""
    shows: dict[str, list[int]] = {}
    for about in story.get("about", []):
        shows.setdefault(about["show"], []).extend([about["season"]] if "season" in about else [])
    return shows


def _figure(found: re.Match[str], pictures: dict[str, Image]) -> str:
    picture = pictures[found[1]]
    return (
        f'<img src="{picture.src}" alt="{found[2]}" width="{picture.width}" '
        f'height="{picture.height}"><figcaption>{(found[3] or "").strip()} '
        f'<span class="credit">{escape(picture.credit)}</span></figcaption>'
    )


def _show_and_season(about: dict[str, Any]) -> dict[str, Any]:
    show = Show.objects.get(slug=about["show"])
    season = about.get("season")
    return {
        "show": show,
        "season": Season.objects.get(show=show, number=season) if season else None,
    }


def _citation(article: Article, line: dict[str, Any], position: int) -> Citation:
    citation = Citation.objects.create(
        content_object=article,
        tag=Source.objects.get(slug=line["source"]),
        url=line.get("url", ""),
        note=line.get("note", ""),
        position=position,
    )
    Via.objects.bulk_create(
        Via(citation=citation, source=Source.objects.get(slug=slug), position=hop)
        for hop, slug in enumerate(line.get("via", []))
    )
    return citation


def _claim(
    article: Article, line: dict[str, Any], citations: dict[str, Citation], position: int
) -> None:
    named = {kind: NAMED[kind] for kind in ("person", "character")}
    claim = Claim(
        article=article,
        position=position,
        says=line["says"],
        kind=line["kind"],
        standing=line["standing"],
        detail=line.get("detail", ""),
        citation=citations.get(line.get("citation")),
        **{key: model.objects.get(name=line[key]) for key, model in named.items() if key in line},
        **(_show_and_season(line) if "show" in line else {}),
    )
    if "location" in line:
        claim.location = Location.objects.get(slug=line["location"])
    if "date" in line:
        claim.date = PreciseDate.parse(line["date"])
    claim.full_clean(exclude=["article"])
    claim.save()


def _answer(article: Article, line: dict[str, Any], made: dict[str, Article]) -> None:
    """It settles what another story claims."""
    told = line["answers"]
    earlier = Claim.objects.get(article=made[told["story"]], says=told["says"])
    claim = Claim.objects.get(article=article, says=line["says"])
    claim.answers, claim.answer = earlier, told["answer"]
    claim.full_clean(exclude=["article"])
    claim.save()


def _take_through(article: Article, story: dict[str, Any], editor: User) -> None:
    """What the newsroom did with it."""
    status = story["status"]
    if plans := _plans(story):
        workflow.plan(article, editor, **plans)
    if status == "in_review":
        workflow.submit(article, article.created_by or editor)
    if status in ("live", "withdrawn"):
        workflow.publish(article, editor, at=story["published"])
        _happened(article, story["published"])
    if status == "scheduled":
        workflow.schedule(article, editor, ahead(story["in_days"]))
    for line in story.get("published_changes", []):
        base = states.read(article)
        pending.keep(article, editor, changed(article, base, line), base)
        workflow.publish(Article.objects.get(pk=article.pk), editor, at=line["date"])
        article.refresh_from_db()
        _happened(article, line["date"])
    for notice in story.get("corrections", []):
        workflow.correct(article, editor, notice["kind"], notice["text"], at=notice["date"])
        _happened(article, notice["date"])
    if status == "withdrawn":
        workflow.withdraw(article, editor, why="The demo's example of a withdrawn story.")
    if "quiet_for_days" in story:
        touched = timezone.now() - timedelta(days=story["quiet_for_days"])
        Article.objects.filter(pk=article.pk).update(created_at=touched, changed_at=touched)


def _happened(article: Article, moment: datetime) -> None:
    """Let the last thing that was done with it have been done then: the demo is of 2017."""
    last = article.revisions.first()
    Revision.objects.filter(pk=last.pk).update(at=moment)


def _plans(story: dict[str, Any]) -> dict[str, datetime]:
    """When it is meant to go out, and when it may."""
    moments = {"planned_for": ("planned_in_days", 9), "embargo_until": ("embargo_in_days", 15)}
    return {name: ahead(story[key], hour) for name, (key, hour) in moments.items() if key in story}
