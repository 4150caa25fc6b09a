"""Topics that are one topic written in two ways: "spin-off" and "spinoffs"."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Q
from django.utils.text import slugify

from articles.models import Article, Topic, TopicLink

MOST_TOPICS = 12  # that are looked up, each in all its spellings
SHORTEST, LONGEST = 4, 24  # letters of what can have a plural and a missing hyphen


def doubles(names: Sequence[str], article: Article) -> list[tuple[str, str]]:
    """For each name that is nearly that of a topic of other stories: both of them.

    Topics are found by the slugs that they could have, never by reading all of them. Of two that
    exist the older one is the topic, and the other its double.
    """
    looked_up = list(names)[:MOST_TOPICS]
    slugs = {slug for name in looked_up for slug in spellings(_slug(name))}
    if not slugs:
        return []
    elsewhere = TopicLink.objects.filter(tag=OuterRef("pk")).exclude(content_object=article.pk)
    found = Topic.objects.filter(Q(slug__in=sorted(slugs)) | Q(name__in=looked_up))
    topics = list(found.annotate(in_use=Exists(elsewhere)).order_by("pk"))
    same = {topic.name.casefold(): topic.pk for topic in topics}
    pairs = []
    for name in looked_up:
        stems = _stems(_slug(name))
        for topic in topics:
            is_older = topic.pk < same.get(name.casefold(), topic.pk + 1)
            if topic.in_use and is_older and stems & _stems(_slug(topic.name)):
                pairs.append((name, topic.name))
                break
    return pairs


def spellings(slug: str) -> set[str]:
    """The slug in the singular and the plural, with and without its hyphens, and with one."""
    found = {slug} if slug else set()
    if SHORTEST <= len(slug) <= LONGEST:
        numbers = {slug, f"{slug}s", slug.removesuffix("s")}
        found |= numbers | _stems(slug) | {f"{slug}es", f"{slug.removesuffix('y')}ies"}
        if "-" in slug:
            found |= {form.replace("-", "") for form in numbers}
        else:
            found |= {
                f"{form[:at]}-{form[at:]}" for form in numbers for at in range(2, len(form) - 1)
            }
    return found


def _stems(slug: str) -> set[str]:
    """What it could be the plural of, and itself, without hyphens. Those of doubles meet."""
    word = slug.replace("-", "")
    if len(word) < SHORTEST:
        return {word} - {""}
    stems = {word, word.removesuffix("s")}
    if word.endswith("es"):
        stems.add(word.removesuffix("es"))
    if word.endswith("ies"):
        stems.add(f"{word.removesuffix('ies')}y")
    return stems


def _slug(name: str) -> str:
    return slugify(name, allow_unicode=True)
