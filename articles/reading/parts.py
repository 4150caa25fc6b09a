"""Who plays or makes it, and where is it filmed?"""

import re

from articles.reading.claims import ReadClaim
from articles.reading.passages import Passage

_TITLES = re.compile(
    r"\A(?:Actor|Actress|Star|Newcomer|Director|Writer|Comedian|Singer|Sir|Dame|Oscar|Emmy|Winner"
    r"|Veteran|Producer|Creator|Author|Showrunner|Novelist|Filmmaker|Also|And|But|Now|With|While"
    r"|Today|Yesterday|Meanwhile|Additionally|Finally)\s"
)
JOBS = [("writ", "writes"), ("pen", "writes"), ("showrun", "runs"), ("produc", "produces")]


def cast(passage: Passage, claim: ReadClaim) -> bool:
    """Writes into the claim who it is; False if nobody can be told."""
    if person := passage.groups.get("pers"):
        mention = passage.script.mention(person)
        claim.person = mention.one("person")
        claim.who = next((thing.name for thing in mention.of("person")), "")
    elif name := passage.groups.get("unknown"):
        while (shorter := _TITLES.sub("", name)) != name:
            name = shorter
        claim.who = name if " " in name else ""
        if not claim.show:
            return False
    if claim.person is None and not passage.groups.get("unknown"):
        return False
    if character := passage.groups.get("char"):
        mention = passage.script.mention(character)
        claim.character = mention.one("character")
        claim.whom = next((thing.name for thing in mention.of("character")), "")
    claim.is_return = bool(re.match(r"return|back|repris", passage.verb, re.IGNORECASE))
    job = (passage.groups.get("job") or passage.verb).lower()
    claim.job = next((does for part, does in JOBS if part in job), "directs")
    return bool(claim.who)


def located(passage: Passage, claim: ReadClaim) -> bool:
    """Writes into the claim where it is; False if that could be more than one place."""
    mention = passage.script.mention(passage.groups["loc"])
    claim.location = mention.one("location")
    claim.where = next((thing.name for thing in mention.of("location")), "")
    return claim.location is not None
