"""What looks like a publication, of names that nobody has recorded."""

import re

from articles.reading.catalog import Catalog
from articles.reading.found import Named
from geekfeed.lib.names import folded

MOST_UNKNOWN = 40  # names of a draft that are looked at because nobody knows them
# How a name has to look so that it is taken for a publication's: unmistakably; or like nobody's in
# particular, which is a guess; or like anything with a capital, where nothing else could stand.
STRICT, LOOSE, ANY = range(3)

_TRADE = {
    "blog", "bulletin", "chronicle", "cinema", "comic", "comicbook", "comics", "critic", "critics",
    "daily", "digest", "dispatch", "entertainment", "examiner", "exchange", "express", "film",
    "films", "gazette", "geek", "geeks", "globe", "gossip", "guide", "herald", "hollywood", "hub",
    "insider", "journal", "ledger", "location", "mag", "magazine", "mail", "media", "monthly",
    "movie", "movies", "nerd", "nerdist", "nerds", "network", "news", "newswire", "observer",
    "online", "pages", "podcast", "post", "press", "radar", "radio", "rant", "record", "register",
    "report", "reporter", "review", "reviews", "screen", "sentinel", "spoiler", "spoilers",
    "standard", "star", "sun", "telegraph", "times", "today", "tracker", "tribune", "tv",
    "vacations", "voice", "watch", "web", "week", "weekly", "wire", "world",
}  # fmt: skip
_NO_NAME = {
    "a", "actor", "actress", "after", "all", "also", "although", "an", "and", "another", "anybody",
    "anyone", "april", "as", "at", "august", "because", "before", "both", "but", "by", "cast",
    "creator", "creators", "crew", "critics", "december", "director", "during", "editor", "either",
    "even", "every", "everybody", "everyone", "executive", "executives", "fans", "february",
    "filming", "first", "for", "former", "friday", "from", "gossip", "has", "he", "her", "here",
    "him", "his", "how", "however", "i", "if", "in", "insider", "insiders", "interview", "is", "it",
    "its", "january", "july", "june", "last", "later", "legend", "like", "logic", "management",
    "many", "march", "may", "meanwhile", "monday", "more", "most", "multiple", "my", "neither",
    "new", "next", "no", "nobody", "none", "not", "nothing", "november", "now", "october", "of",
    "officials", "on", "once", "one", "only", "or", "others", "our", "people", "police",
    "president", "producer", "producers", "production", "reports", "rumor", "rumors", "rumour",
    "rumours", "saturday", "season", "september", "series", "several", "she", "show", "showrunner",
    "since", "so", "some", "somebody", "someone", "something", "sources", "spokesman",
    "spokesperson", "spokeswoman", "staff", "star", "stars", "still", "studio", "sunday", "than",
    "that", "the", "their", "then", "there", "these", "they", "this", "those", "though", "thursday",
    "to", "today", "tuesday", "two", "viewers", "we", "wednesday", "what", "when", "where", "which",
    "while", "who", "why", "will", "with", "word", "writer", "writers", "yesterday", "yet", "you",
    "your",
}  # fmt: skip
# Alone, these are whoever it is that the text speaks of.
_GENERIC = {
    "agency", "article", "blog", "cast", "channel", "cinema", "comic", "comics", "company", "crew",
    "critic", "film", "films", "forum", "location", "magazine", "management", "media", "movie",
    "movies", "network", "news", "outlet", "page", "paper", "platform", "podcast", "police",
    "press", "publication", "radio", "record", "report", "reporter", "review", "reviews", "screen",
    "service", "site", "spoiler", "spoilers", "staff", "streamer", "studio", "studios", "team",
    "tv", "web", "website", "week", "world",
}  # fmt: skip
# By way of these anything can come.
_WAYS = {"email", "facebook", "instagram", "plus", "prime", "skype", "twitter", "youtube", "zoom"}
# What people are called, and what is put before their names.
_GIVEN = {
    "aaron", "actor", "actress", "adam", "agent", "alan", "alex", "alexander", "alice", "amanda",
    "amy", "andrea", "andrew", "andy", "angela", "ann", "anna", "anne", "anthony", "aunt", "author",
    "barbara", "ben", "benjamin", "beth", "bill", "bob", "brad", "brandon", "brian", "bruce",
    "captain", "carl", "carol", "caroline", "catherine", "charles", "charlie", "charlotte", "chris",
    "christian", "christina", "christine", "christopher", "claire", "co-creator", "colin",
    "colonel", "count", "craig", "creator", "dan", "dana", "daniel", "danny", "dave", "david",
    "dean", "deborah", "denise", "dennis", "detective", "diana", "doctor", "donald", "doug",
    "douglas", "dr", "drew", "ed", "eddie", "edward", "elena", "elizabeth", "ellen", "emily",
    "emma", "eric", "erica", "erik", "eva", "evan", "father", "finn", "frank", "fred", "gabriel",
    "gary", "general", "george", "governor", "grace", "graham", "greg", "hannah", "harold", "harry",
    "heather", "helen", "henry", "ian", "inspector", "isabel", "jack", "jacob", "jake", "james",
    "jamie", "jane", "janet", "jason", "jay", "jean", "jeff", "jeffrey", "jen", "jennifer",
    "jeremy", "jerry", "jessica", "jim", "joan", "joe", "joel", "john", "jon", "jonathan", "jordan",
    "joseph", "josh", "joshua", "judge", "judith", "julia", "julian", "julie", "justin", "karen",
    "kate", "katherine", "kathleen", "katie", "keith", "kelly", "ken", "kenneth", "kevin", "kim",
    "king", "lady", "larry", "laura", "lauren", "lee", "lesley", "leslie", "lieutenant", "linda",
    "lisa", "lord", "louis", "louise", "lucy", "luke", "madame", "marc", "marco", "margaret",
    "maria", "marie", "mark", "martha", "martin", "mary", "matt", "matthew", "max", "mayor",
    "megan", "melissa", "michael", "michelle", "mike", "miss", "molly", "mother", "mr", "mrs", "ms",
    "nancy", "natalie", "nate", "nathan", "neil", "nicholas", "nick", "nicole", "nina", "nora",
    "officer", "oliver", "olivia", "oscar", "owen", "pamela", "patricia", "patrick", "paul",
    "peter", "phil", "philip", "president", "prince", "princess", "professor", "queen", "rachel",
    "ralph", "ray", "rebecca", "rich", "richard", "rick", "rob", "robert", "robin", "roger", "ron",
    "ronald", "rose", "roy", "russell", "ruth", "ryan", "sam", "samantha", "samuel", "sandra",
    "sara", "sarah", "scott", "sean", "senator", "sergeant", "sharon", "simon", "sir", "sophie",
    "stan", "stephanie", "stephen", "steve", "steven", "stuart", "sue", "susan", "terry",
    "theodore", "thomas", "tim", "timothy", "tina", "todd", "tom", "tony", "uncle", "vanessa",
    "victor", "victoria", "vincent", "virginia", "walter", "wendy", "will", "william", "zach",
    "zoe",
}  # fmt: skip
_INNER_CAPITAL = re.compile(r"[a-z][A-Z]|[A-Z]{2,}[a-z]{2}|^[A-Z]{3,}$|^/[A-Z]")
_SITE = re.compile(r"[\w-]+\.(?:com|net|org|tv|io|co\.uk)", re.IGNORECASE)


class Publications:
    """Tells publications that nobody has recorded from everything else with a capital."""

    def __init__(self, catalog: Catalog, texts: list[str]) -> None:
        self.catalog, self.texts = catalog, texts
        self.known: dict[tuple[str, int], Named | None] = {}

    def read(self, written: str, how: int) -> Named | None:
        """The publication; None if it is none."""
        key = (written, how)
        if key not in self.known:
            if len(self.known) >= MOST_UNKNOWN:
                return None
            self.known[key] = self._read(written, how)
        return self.known[key]

    def _read(self, written: str, how: int) -> Named | None:
        paper, _of, whose = written.partition("'s ")
        if " " in whose and self._is_somebody(whose, [folded(word) for word in whose.split()]):
            written = paper
        name = re.sub(r"(?:'s?)?[.,;:'&/+-]*\Z", "", written).replace("'", "’")
        words = [folded(word) for word in name.split()]
        if not words or len(name) > 60:
            return None
        if _SITE.fullmatch(name):
            return Named("source", None, name)
        rest = words[words[0] == "the" :]
        if not rest or _NO_NAME.intersection((rest[0], rest[-1])):
            return None
        if all(word in self.catalog.people for word in rest):
            return None
        if (len(rest) == 1 and rest[0] in _GENERIC) or _WAYS.intersection(rest):
            return None
        if _INNER_CAPITAL.search(name) or _TRADE.intersection(rest) or how == ANY:
            return Named("source", None, name)
        if how == STRICT or self._is_somebody(name, rest):
            return None
        return Named("source", None, name, is_guess=True)

    def _is_somebody(self, name: str, words: list[str]) -> bool:
        """Whether it looks like a person's name."""
        if len(words) == 1:
            return self._is_surname(name)
        return words[0] in _GIVEN or words[0] in self.catalog.people or len(words[0]) == 1

    def _is_surname(self, name: str) -> bool:
        """Whether the draft calls somebody so in full elsewhere: "Melissa Rosenberg"."""
        full = re.compile(rf"\b([A-Z][\w'’.-]+) {re.escape(name)}\b")
        return any(
            folded(match[1]) not in _NO_NAME and match[1] not in ("According", "Via", "Per")
            for text in self.texts
            for match in full.finditer(text)
        )
