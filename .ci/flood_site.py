"""What `make flood` asks of the site that the environment names; prints JSON.

flood_site.py prepare POSTERS STORIES   stories to talk about, and people whom the site knows
flood_site.py verify < SENT             what is wrong, given all forms that were sent
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import django

SHOWN = 5  # of what is wrong, as an example


def prepare(posters: int, stories: int) -> dict[str, Any]:
    from django.core import signing
    from django.utils import timezone

    from articles import workflow
    from articles.models import Article, Byline, Section
    from authors.models import Author
    from comments import people, traps
    from comments.models import Commenter

    section = Section.objects.create(name="TV", slug="tv")
    author = Author.objects.create(name="A Writer", slug="a-writer")
    made = []
    for number in range(stories):
        facts = {"section": section, "body": "<p>Something happened.</p>"}
        story = Article.objects.create(headline=f"Story {number}", slug=f"story-{number}", **facts)
        Byline.objects.create(article=story, author=author)
        workflow.publish(story, None)
        made.append({"number": story.pk, "path": story.get_absolute_url()})
    known = [
        Commenter.objects.create(
            name=f"Reader {number}",
            email=f"reader{number}@example.com",
            confirmed_at=timezone.now(),
        )
        for number in range(posters)
    ]
    return {
        "stories": made,
        "people": [
            {"person": one.pk, "cookie": signing.dumps([one.pk, one.key], salt=people.SALT)}
            for one in known
        ],
        "made": traps.made_at(0),  # a form that was opened long ago
    }


def verify(sent: list[dict[str, Any]]) -> Iterator[str]:
    """Sentences about what is wrong."""
    from comments.models import Comment

    stands = list(Comment.objects.values("text", "by", "network", "posted_at"))
    yield from _texts(sent, Counter(row["text"] for row in stands))
    yield from _counts()
    yield from _limits(sent, stands)


def _texts(sent: list[dict[str, Any]], stands: Counter) -> Iterator[str]:
    taken = {one["text"] for one in sent if one["taken"]}
    for what, texts in (
        ("were taken and do not stand there", taken - stands.keys()),
        ("stand there and were never taken", stands.keys() - taken),
        ("stand there more than once", {text for text, count in stands.items() if count > 1}),
    ):
        if texts:
            yield f"{len(texts)} texts {what}: {sorted(texts)[:SHOWN]}"


def _counts() -> Iterator[str]:
    from articles.models import Article
    from comments.models import Comment

    shown = Comment.objects.filter(state="shown").values_list("story", "thread")
    stories, threads = Counter(), Counter()
    for story, thread in shown:
        stories[story] += 1
        threads[thread] += 1
    for number, count in Article.objects.values_list("pk", "comment_count"):
        if count != stories[number]:
            yield f"Story {number} counts {count} comments and has {stories[number]}."
    for number, count in Comment.objects.filter(thread=None).values_list("pk", "replies"):
        if count != threads[number]:
            yield f"Thread {number} counts {count} answers and has {threads[number]}."


def _limits(sent: list[dict[str, Any]], stands: list[dict[str, Any]]) -> Iterator[str]:
    """A limit is taken between the moment at which a form is sent and the one at which its comment
    is posted: where a minute ends between these two, nobody knows of which of them it was."""
    from django.conf import settings

    began: dict[str, float] = {}
    for one in sent:
        began[one["text"]] = min(one["began"], began.get(one["text"], one["began"]))
    for whose, name in (
        ("by", "COMMENTS_A_MINUTE"),
        ("network", "COMMENTS_FROM_NETWORK_A_MINUTE"),
    ):
        most = getattr(settings, name, 0)
        minutes: dict[Any, Counter] = defaultdict(Counter)
        for row in stands:
            minute = _minute(row["posted_at"])
            sent_at = datetime.fromtimestamp(began.get(row["text"], 0), UTC)
            minutes[row[whose]][minute] += _minute(sent_at) == minute
        for who, counts in minutes.items():
            for minute, count in counts.items():
                if most and count > most:
                    yield f"{whose} {who}: {count} comments at {minute}, {name} is {most}."


def _minute(moment: datetime) -> str:
    return f"{moment:%H:%M}"


if __name__ == "__main__":
    django.setup()
    if sys.argv[1] == "prepare":
        print(json.dumps(prepare(*map(int, sys.argv[2:]))))
    else:
        print(json.dumps(list(verify(json.load(sys.stdin)))))
