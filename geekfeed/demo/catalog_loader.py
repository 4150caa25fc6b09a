"""The demo's six shows, with everyone and every place in them."""

from datetime import date
from typing import Any

from django.utils.text import slugify

from geekfeed.lib.dates import PreciseDate
from images.models import Image
from shows.models import (
    Character,
    Credit,
    CriticScore,
    Episode,
    ExternalId,
    Franchise,
    Location,
    LocationUse,
    Network,
    Person,
    Season,
    Show,
    ViewingStep,
)

PLAIN = ("name", "slug", "full_name", "status", "accent", "shelf_position", "tagline", "based_on")
PLACE = ("name", "slug", "address", "city", "country", "latitude", "longitude", "description")


def load_catalog(
    shows: list[dict[str, Any]], people: dict[str, Any], pictures: dict[str, Image]
) -> None:
    known = {
        "people": {person["name"]: person for person in people.get("people", [])},
        "characters": {one["name"]: one for one in people.get("characters", [])},
    }
    for facts in shows:
        show = Show.objects.create(
            **{name: facts[name] for name in PLAIN if name in facts},
            aliases="\n".join(facts.get("aliases", [])),
            network=Network.objects.get(slug=facts["network"]),
            franchise=Franchise.objects.get(slug=facts["franchise"]),
            poster=pictures.get(facts.get("poster")),
            backdrop=pictures.get(facts.get("backdrop")),
        )
        ExternalId.objects.bulk_create(
            ExternalId(show=show, service=service, value=value)
            for service, value in facts.get("external_ids", {}).items()
        )
        seasons = {season["number"]: _season(show, season, known) for season in facts["seasons"]}
        _credits(show, seasons, facts, known)
        show.seasons.keep_first_days()
        for place in facts.get("locations", []):
            _location(place, seasons)
    for facts in shows:
        if "leads_to" in facts:
            target = Show.objects.get(slug=facts["leads_to"])
            Show.objects.filter(slug=facts["slug"]).update(leads_to=target)


def load_viewing_orders(franchises: list[dict[str, Any]]) -> None:
    ViewingStep.objects.bulk_create(
        ViewingStep(
            franchise=Franchise.objects.get(slug=facts["slug"]),
            season=Season.objects.get(show__slug=step["show"], number=step["season"]),
            position=place,
            note=step.get("note", ""),
        )
        for facts in franchises
        for place, step in enumerate(facts.get("viewing_order", []), start=1)
    )


def _season(show: Show, facts: dict[str, Any], known: dict[str, Any]) -> Season:
    season = Season(
        show=show,
        number=facts["number"],
        episode_order=facts.get("episode_order"),
        release=facts.get("release", ""),
        summary=facts.get("summary", ""),
    )
    season.premiere = PreciseDate.parse(facts["premiere"]) if "premiere" in facts else None
    season.save()
    for line in facts.get("episodes", []):
        episode = Episode.objects.create(
            season=season,
            number=line["number"],
            title=line["title"],
            aired_on=date.fromisoformat(line["aired"]) if "aired" in line else None,
            runtime=line.get("runtime"),
        )
        jobs = [("Director", "directed_by"), ("Writer", "written_by")]
        Credit.objects.bulk_create(
            Credit(
                show=show,
                season=season,
                episode=episode,
                person=_person(name, known),
                job=job,
                position=position,
            )
            for job, key in jobs
            for position, name in enumerate(line.get(key, []))
        )
    CriticScore.objects.bulk_create(
        CriticScore(
            season=season,
            service=score["service"],
            value=score["value"],
            reviews=score.get("count"),
            noted_on=date.fromisoformat(score["noted"]),
        )
        for score in facts.get("scores", [])
    )
    return season


def _credits(
    show: Show, seasons: dict[int, Season], facts: dict[str, Any], known: dict[str, Any]
) -> None:
    """One credit for each season that is named, or one for the whole show."""
    billed = facts.get("cast", []) + facts.get("crew", [])
    for position, line in enumerate(billed):
        character = _character(line["character"], known) if "character" in line else None
        for number in line.get("seasons") or [None]:
            Credit.objects.create(
                show=show,
                season=seasons[number] if number else None,
                person=_person(line["person"], known),
                character=character,
                job=line.get("job", ""),
                position=position,
            )


def _location(facts: dict[str, Any], seasons: dict[int, Season]) -> None:
    location, _made = Location.objects.get_or_create(
        slug=facts["slug"],
        defaults={name: facts[name] for name in PLACE if name in facts}
        | {
            "district": facts.get("region", ""),
            "aliases": "\n".join(facts.get("aliases", [])),
        },
    )
    LocationUse.objects.bulk_create(
        LocationUse(
            location=location,
            season=seasons[number],
            stands_in_for=facts.get("stands_in_for", ""),
        )
        for number in facts.get("seasons", [])
    )


def _person(name: str, known: dict[str, Any]) -> Person:
    facts = known["people"].get(name, {})
    defaults = {"name": name, "description": facts.get("known_for", "")}
    return Person.objects.get_or_create(slug=slugify(name), defaults=defaults)[0]


def _character(name: str, known: dict[str, Any]) -> Character:
    facts = known["characters"].get(name, {})
    defaults = {
        "name": name,
        "description": facts.get("description", ""),
        "aliases": "\n".join(facts.get("aliases", [])),
    }
    return Character.objects.get_or_create(slug=slugify(name), defaults=defaults)[0]
