"""Sentences as such news is written, each with what it proposes and nothing else.

All are made up for this. In short: a citation is "Origin via Hop @ address"; a name is
"kinds: Name", several kinds where a person has to choose; a claim is "kind standing Show/season
who=… as=… at=… on=date <- chain", with only what it says. What is None is not looked at, such as
the names of most sentences, which are the same few again and again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from articles.reading import Draft, Named
from articles.reading.catalog import Catalog
from sources import domains

MONDAY = date(2017, 4, 10)


def _numbered(kind: str, *names: str) -> list[tuple[str, Named]]:
    """A row of names for each record, its own first."""
    found = []
    for number, row in enumerate(names, 1):
        own, *others = row.split(" = ")
        found += [(name, Named(kind, number, own)) for name in (own, *others)]
    return found


SHOWS = _numbered(
    "show",
    "Jessica Jones = Marvel’s Jessica Jones",
    "The Defenders = Defenders",
    "Daredevil",
    "Luke Cage",
    "Iron Fist",
    "The Punisher = Punisher",
    "Travelers",
    "Stranger Things",
)
SOURCES = _numbered(
    "source",
    "On Location Vacations = OLV",
    "MCUExchange = MCU Exchange",
    "ScreenCrush",
    "Variety",
    "Deadline",
    "The Hollywood Reporter = THR",
    "Netflix",
    "Marvel",
    "Entertainment Weekly = EW",
    "Jeph Loeb",
    "Comicbook.com",
)
PEOPLE = _numbered(
    "person",
    "Krysten Ritter",
    "Melissa Rosenberg",
    "Mike Colter",
    "David Tennant",
    "Charlie Cox",
    "Jeph Loeb",
    "Élodie Yung",
    "S.J. Clarkson",
    "Sigourney Weaver",
    "Vincent D’Onofrio",
)
CHARACTERS = _numbered(
    "character",
    "Jessica Jones",
    "Luke Cage",
    "Kilgrave",
    "Trish Walker",
    "Claire Temple",
    "Elektra Natchios = Elektra",
    "Alexandra",
)
LOCATIONS = _numbered(
    "location", "West 101st Street & Broadway", "Lenox Avenue", "Silvercup Studios"
)
SEASONS = {"Jessica Jones": 2, "The Defenders": 1, "Daredevil": 3, "Luke Cage": 2, "Iron Fist": 1,
           "The Punisher": 1, "Travelers": 1, "Stranger Things": 2}  # fmt: skip
DOMAINS = {
    "onlocationvacations.com": "On Location Vacations",
    "mcuexchange.com": "MCUExchange",
    "variety.com": "Variety",
    "deadline.com": "Deadline",
    "netflix.com": "Netflix",
    "x.com/olv": "On Location Vacations",
}
NUMBERS = {(thing.kind, name): thing for kind in (SHOWS, SOURCES, PEOPLE) for name, thing in kind}
SEASON_NUMBERS = {
    (NUMBERS["show", show].number, number): NUMBERS["show", show].number * 100 + number
    for show, last in SEASONS.items()
    for number in range(1, last + 1)
}


def owners(urls):
    found = {}
    for url in urls:
        name = next((DOMAINS[one] for one in domains.candidates(url) if one in DOMAINS), None)
        if name:
            found[url] = NUMBERS["source", name]
    return found


CATALOG = Catalog.of(
    [*SHOWS, *SOURCES, *PEOPLE, *CHARACTERS, *LOCATIONS],
    seasons=SEASON_NUMBERS,
    officials=frozenset({NUMBERS["source", "Netflix"].number, NUMBERS["source", "Marvel"].number}),
    at_home=frozenset(NUMBERS["source", name].number for name in DOMAINS.values()),
    owners=owners,
)


@dataclass(frozen=True)
class Case:
    text: str
    citations: Sequence[str] = ()
    claims: Sequence[str] = ()
    names: Sequence[str] | None = None
    about: str = ""
    headline: str = ""

    @property
    def draft(self) -> Draft:
        shows = tuple(NUMBERS["show", name].number for name in self.about.split(", ") if name)
        body = self.text if self.text.startswith("<") else f"<p>{self.text}</p>"
        return Draft(self.headline, "", body if self.text else "", shows, MONDAY)


JJ = "Jessica Jones"

ATTRIBUTION = [
    Case(
        "According to On Location Vacations (via MCUExchange), production on Jessica Jones season 2 "
        "has begun.",
        ["On Location Vacations via MCUExchange"],
        ["filming_began reported Jessica Jones/2 <- On Location Vacations via MCUExchange"],
        ["source: On Location Vacations", "source: MCUExchange", "show: Jessica Jones",
         "season: Jessica Jones, season 2"],
    ),
    Case("Variety reports that the writers have moved offices.", ["Variety"], names=["source: Variety"]),
    Case("Deadline is reporting that a deal is close.", ["Deadline"]),
    Case("Entertainment Weekly has learned that the budget has doubled.", ["Entertainment Weekly"]),
    Case("The set has a new neighbour, reports Deadline.", ["Deadline"]),
    Case("The trailer leaked on Sunday, as The Hollywood Reporter first reported.", ["The Hollywood Reporter"]),
    Case("The deal was first reported by Deadline.", ["Deadline"]),
    Case("The photographs were first spotted by MCU Exchange.", ["MCUExchange"],
         names=["source: MCUExchange"]),
    Case("The set is closed to visitors (h/t MCUExchange).", ["MCUExchange"]),
    Case("A hat tip to On Location Vacations for the picture of the lorries.", None and []),
    Case("Per The Hollywood Reporter, the contracts run for six years.", ["The Hollywood Reporter"]),
    Case("“It was a long winter,” Krysten Ritter told Variety.", ["Variety"],
         names=["person: Krysten Ritter", "source: Variety"]),
    Case("Speaking to Entertainment Weekly, the showrunner laughed at the idea.", ["Entertainment Weekly"]),
    Case("In an interview with ScreenCrush, Rosenberg ruled out a return to the alley.", ["ScreenCrush"]),
    Case("Sources tell Variety that the talks went on all night.", ["Variety"]),
    Case("Jeph Loeb said the wall of the office took a month to build.", ["Jeph Loeb"],
         names=["source|person: Jeph Loeb"]),
    Case("Krysten Ritter said that she had been cold for weeks.", [], names=["person: Krysten Ritter"]),
    Case("Rosenberg revealed that the door is made of rubber.", []),
    Case("The picture comes courtesy of On Location Vacations.", ["On Location Vacations"]),
    Case("A new report from The Hollywood Reporter says the deal is done.", ["The Hollywood Reporter"]),
    Case("According to a report in Variety, the lights cost more than the cast.", ["Variety"]),
    Case("Variety’s sources say the lights cost more than the cast.", ["Variety"]),
    Case("Rosenberg described the sequel as “complicated” (via ScreenCrush):", ["ScreenCrush"]),
    Case("On Location Vacations says the trailers are back (via MCUExchange, Comicbook.com).",
         ["On Location Vacations via MCUExchange via Comicbook.com"]),
    Case("The trailers are back, via MCUExchange.", ["MCUExchange"]),
    Case("Collider reports that the stunt team has been doubled.", ["?Collider"]),
    Case("According to Bleeding Cool News, the comic will be reprinted.", ["?Bleeding Cool News"]),
    Case("The comic will be reprinted (via Bleeding Cool).", ["?Bleeding Cool"]),
    Case("The score was recorded in a church, according to FilmTracks.", ["?FilmTracks"]),
    Case("According to IGN, the game has no release date.", ["?IGN"]),
    Case("According to her, nobody had the keys.", []),
    Case("According to Ritter, nobody had the keys.", []),
    Case("Dana Whitlock said that nobody had the keys.", []),
    Case("According to Dana Whitlock, nobody had the keys. Whitlock said it twice.", []),
    Case("According to Monday’s weather, nobody will be outside.", []),
    Case("“According to Variety I am dead,” he joked.", []),
    Case("He joked that “Deadline reports anything these days” and left.", []),
    Case("Netflix has not confirmed any of this.", []),
    Case("Netflix declined to comment.", []),
    Case("The variety of reports is confusing, and the deadline said nothing.", [], names=[]),
    Case("Netflix announced on Friday that it will move to a larger building.", ["Netflix"]),
    Case("Marvel and Netflix announced that the museum will stay open.", ["Marvel", "Netflix"]),
    Case("The news was confirmed by Netflix.", ["Netflix"]),
    Case("Jeph Loeb tweeted a picture of a door.", ["Jeph Loeb"]),
    Case("THR reports a change of plan. THR also says that it is final.", ["The Hollywood Reporter"]),
    Case("On Location Vacations, which follows productions around New York, reported that Lenox "
         "Avenue is closed.", ["On Location Vacations"],
         names=["source: On Location Vacations", "location: Lenox Avenue"]),
    Case("The show is available via Netflix in Canada.", None),
    Case("The film is a source of joy, a critic wrote.", []),
]  # fmt: skip

LINKS = [
    Case('<a href="https://www.onlocationvacations.com/2017/04/jj">On Location Vacations</a> reports '
         "that the lorries are back.",
         ["On Location Vacations @ https://www.onlocationvacations.com/2017/04/jj"]),
    Case('The lorries are back, <a href="https://www.onlocationvacations.com/jj">reports</a> On '
         "Location Vacations.", ["On Location Vacations @ https://www.onlocationvacations.com/jj"]),
    Case('On Location Vacations <a href="https://mcuexchange.com/jj">reports</a> that the lorries are '
         "back.", ["On Location Vacations via MCUExchange @ https://mcuexchange.com/jj"]),
    Case('According to On Location Vacations (via <a href="https://mcuexchange.com/jj">MCUExchange</a>),'
         " the lorries are back.",
         ["On Location Vacations via MCUExchange @ https://mcuexchange.com/jj"]),
    Case('According to <a href="https://onlocationvacations.com/1">On Location Vacations</a> (via '
         '<a href="https://mcuexchange.com/2">MCUExchange</a>), the lorries are back.',
         ["On Location Vacations via MCUExchange @ https://onlocationvacations.com/1"]),
    Case('Somebody <a href="https://variety.com/2017/door">photographed the door</a>.',
         ["Variety @ https://variety.com/2017/door"]),
    Case('Somebody <a href="https://blog.doors.example.org/1">photographed the door</a>.',
         ["?example.org(example.org) @ https://blog.doors.example.org/1"]),
    Case('Somebody <a href="https://twitter.com/OLV/status/12">photographed the door</a>.',
         ["On Location Vacations @ https://twitter.com/OLV/status/12"]),
    Case('Somebody <a href="https://www.instagram.com/doorspotter/">photographed the door</a>.',
         ["?instagram.com/doorspotter(instagram.com/doorspotter) @ https://www.instagram.com/doorspotter/"]),
    Case('Read <a href="/2017/04/our-own/">our own story</a> or <a href="mailto:a@b.example">write</a>.', []),
    Case('<a href="https://variety.com/1">Here</a> and <a href="http://www.variety.com/1/#top">here</a>.',
         ["Variety @ https://variety.com/1"]),
    Case('<a href="https://collider.com/1">Collider</a> reports that the stunts are real.',
         ["?Collider(collider.com) @ https://collider.com/1"]),
    Case('Variety reports that the door is real. There is <a href="https://variety.com/7">a picture</a>.',
         ["Variety @ https://variety.com/7"]),
    Case('Season 2 of <em>Jessica Jones</em> <a href="https://deadline.com/3">has started filming</a>.',
         ["Deadline @ https://deadline.com/3"],
         ["filming_began reported Jessica Jones/2 <- Deadline @ https://deadline.com/3"]),
    Case('<a href="https://variety.com/a"><em>Variety</em></a> <strong>reports</strong> a fire.',
         ["Variety @ https://variety.com/a"]),
]  # fmt: skip

NAMES = [
    Case("The defenders of the city met at noon.", names=[]),
    Case("Defenders of small shops marched through the village.", names=[]),
    Case("Travelers report long delays on the ferry.", names=[]),
    Case("The best hour of Travelers is its quietest.", names=["show: Travelers"]),
    Case("Travelers returns with a quieter hour.", names=["show: Travelers"]),
    Case("Nobody in The Defenders has slept.", names=["show: The Defenders"]),
    Case("Most people come to it by way of Luke\nCage.", names=["show|character: Luke Cage"]),
    Case("The writers’ favourite is Jessica Jones’s landlord.", names=["show|character: Jessica Jones"]),
    Case("The Jessica Jones series has a new composer.", names=["show: Jessica Jones"]),
    Case("The lift in Luke Cage season two was real.",
         names=["show: Luke Cage", "season: Luke Cage, season 2"]),
    Case("The office of <em>Jessica Jones</em> is real.", about=JJ, names=["show: Jessica Jones"]),
    Case("The office of <em>Jessica Jones</em> is real.", names=["show|character: Jessica Jones"]),
    Case("The sophomore season of Daredevil had a staircase.",
         names=["season: Daredevil, season 2", "show: Daredevil"]),
    Case("Fans of Daredevil remember the third season’s cliff.",
         names=["show: Daredevil", "season: Daredevil, season 3"]),
    Case("Daredevil season 9 is a joke of ours.", names=["show: Daredevil"]),
    Case("A second run would suit her.", about=JJ, names=["season: Jessica Jones, season 2"]),
    Case("Elodie Yung and Vincent D'Onofrio share a lift.",
         names=["person: Élodie Yung", "person: Vincent D’Onofrio"]),
    Case("The corner of Broadway and West 101st Street is quiet.",
         names=["location: West 101st Street & Broadway"]),
    Case("Meet me at W 101st St and Broadway.", names=["location: West 101st Street & Broadway"]),
    Case("S. J. Clarkson likes corridors.", names=["person: S.J. Clarkson"]),
    Case("Marvel’s Jessica Jones is on a poster.", names=["show: Jessica Jones"]),
    Case("KILGRAVE IS BACK ON A POSTER", names=["character: Kilgrave"]),
    Case("Stranger things have happened on a Monday.", names=[]),
    Case("A kilgrave is not a thing.", names=[]),
    Case("We binged S2 of nothing at all.", names=[]),
    Case("The best of Daredevil S2 is the staircase.",
         names=["show: Daredevil", "season: Daredevil, season 2"]),
    Case("This season one of them has a beard.", names=[]),
]  # fmt: skip

FILMING = [
    Case("", headline="Production Starts on Jessica Jones Season 2", about=JJ,
         claims=["filming_began reported Jessica Jones/2"]),
    Case("", headline="Jessica Jones: Season 2 Production Beginning Soon",
         claims=["filming_began reported Jessica Jones/2"]),
    Case("", headline="JESSICA JONES SEASON 2 STARTS FILMING",
         claims=["filming_began reported Jessica Jones/2"]),
    Case("Jessica Jones season 2 is set to begin production next Monday, April 17, 2017, according to "
         "On Location Vacations.", ["On Location Vacations"],
         ["filming_began reported Jessica Jones/2 on=2017-04-17 <- On Location Vacations"]),
    Case("Filming on the second season of Luke Cage got underway yesterday, Deadline reports.",
         ["Deadline"], ["filming_began reported Luke Cage/2 on=2017-04-09 <- Deadline"]),
    Case("Daredevil is now filming its third season in Brooklyn.",
         claims=["filming_began reported Daredevil"]),
    Case("The Punisher has been shooting since October.",
         claims=["filming_began reported The Punisher on=2016-10"]),
    Case("Cameras are rolling on Stranger Things season two.",
         claims=["filming_began reported Stranger Things/2"]),
    Case("Production has begun.", about="The Punisher", claims=["filming_began reported The Punisher"]),
    Case("Production has begun.", claims=[]),
    Case("Luke Cage’s second season reportedly starts shooting in June.",
         claims=["filming_began rumoured Luke Cage/2 on=2017-06"]),
    Case("Luke Cage season 2 may begin filming this year.",
         claims=["filming_began rumoured Luke Cage/2 on=2017"]),
    Case("Luke Cage season 2 will not start filming this year.",
         claims=["filming_began denied Luke Cage/2 on=2017"]),
    Case("Luke Cage season 2 has not started filming yet.", claims=[]),
    Case("Luke Cage season 2 has yet to begin production.", claims=[]),
    Case("Will Luke Cage season 2 start filming in June?", claims=[]),
    Case("If production on Luke Cage season 2 begins in June, we will be there.", claims=[]),
    Case("Nobody knows when Luke Cage season 2 starts filming.", claims=[]),
    Case("“Season 2 of Luke Cage starts filming tomorrow,” a passer-by shouted.", claims=[]),
    Case("Netflix announced that production on Iron Fist has begun.", ["Netflix"],
         ["filming_began confirmed Iron Fist <- Netflix"]),
    Case("The Defenders recently finished filming.", claims=["filming_wrapped reported The Defenders"]),
    Case("The Defenders has wrapped production in New York.",
         claims=["filming_wrapped reported The Defenders"]),
    Case("Filming has wrapped on The Defenders, Variety reports.", ["Variety"],
         ["filming_wrapped reported The Defenders <- Variety"]),
    Case("Production on The Defenders wrapped in March.",
         claims=["filming_wrapped reported The Defenders on=2017-03"]),
    Case("Reports that The Punisher has finished filming are not true.",
         claims=["filming_wrapped denied The Punisher"]),
    Case("Season 2 of Jessica Jones is filming today at West 101st Street and Broadway.",
         claims=["filming_began reported Jessica Jones/2 at=West 101st Street & Broadway on=2017-04-10"]),
    Case("Shooting for season 2 is taking place today on Broadway and West 101st Street.", about=JJ,
         claims=["location reported Jessica Jones/2 at=West 101st Street & Broadway on=2017-04-10"]),
    Case("On Location Vacations reports that Luke Cage will be shooting on Lenox Avenue tomorrow.",
         ["On Location Vacations"],
         ["location reported Luke Cage at=Lenox Avenue on=2017-04-11 <- On Location Vacations"]),
    Case("According to On Location Vacations, the crew is in town. The report states that production "
         "will be set at “West 101st Street and Broadway, NYC.”", ["On Location Vacations"],
         ["location reported Jessica Jones at=West 101st Street & Broadway <- On Location Vacations"],
         about=JJ),
    Case("Iron Fist is not filming at Silvercup Studios.", claims=[]),
    Case("Iron Fist was shot at Silvercup Studios.", claims=["location reported Iron Fist at=Silvercup Studios"]),
    Case("Lenox Avenue is where Luke Cage lives.", claims=[]),
    Case("The pre-production of Daredevil begins with tea.", claims=[]),
]  # fmt: skip

ORDERS = [
    Case("Netflix has renewed Luke Cage for a second season.", ["Netflix"],
         ["renewed confirmed Luke Cage/2 <- Netflix"]),
    Case("Luke Cage has been renewed for a third season, Deadline reports.", ["Deadline"],
         ["renewed reported Luke Cage <- Deadline"]),
    Case("", headline="Luke Cage Gets a Second Season", claims=["renewed reported Luke Cage/2"]),
    Case("", headline="Luke Cage Gets a Second Season Trailer", claims=[]),
    Case("", headline="Netflix Orders Second Season of Luke Cage", citations=["Netflix"],
         claims=["renewed confirmed Luke Cage/2 <- Netflix"]),
    Case("Travelers has been cancelled after one season.", claims=["cancelled reported Travelers"]),
    Case("Netflix has cancelled Iron Fist, Variety reports.", ["Variety"],
         ["cancelled reported Iron Fist <- Variety"]),
    Case("Netflix denied that Iron Fist has been cancelled.", ["Netflix"],
         ["cancelled denied Iron Fist <- Netflix"]),
    Case("Iron Fist has not been cancelled.", claims=["cancelled denied Iron Fist"]),
    Case("There are no plans to cancel Iron Fist.", claims=["cancelled denied Iron Fist"]),
    Case("Iron Fist could be cancelled.", claims=["cancelled rumoured Iron Fist"]),
    Case("Was Iron Fist cancelled?", claims=[]),
    Case("It is rumoured that Travelers has been renewed.", claims=["renewed rumoured Travelers"]),
    Case("We hope that Travelers is renewed for another season.", claims=[]),
    Case("Netflix has ordered The Punisher to series.", ["Netflix"],
         ["announced confirmed The Punisher <- Netflix"]),
    Case("The Punisher was announced last week, Marvel confirmed.", ["Marvel"],
         ["announced confirmed The Punisher <- Marvel"]),
    Case("Somebody ordered a pizza for Daredevil.", claims=[]),
    Case("The renewed interest in Daredevil is welcome.", claims=[]),
    Case("Some sites claimed that Travelers has been cancelled. That is not true.",
         claims=["cancelled denied Travelers"]),
]  # fmt: skip

PREMIERES = [
    Case("The Defenders premieres on August 18, 2017.",
         claims=["premiere reported The Defenders on=2017-08-18"]),
    Case("The Defenders arrives on Netflix on 18 August.",
         claims=["premiere reported The Defenders on=2017-08-18"]),
    Case("Jessica Jones and Daredevil will return in 2018.", about="Jessica Jones, Daredevil",
         claims=["premiere reported Jessica Jones on=2018", "premiere reported Daredevil on=2018"]),
    Case("Jessica Jones season 2 will be released in early 2018.",
         claims=["premiere reported Jessica Jones/2 on=2018"]),
    Case("Daredevil season 3 launches next year.", claims=["premiere reported Daredevil/3 on=2018"]),
    Case("Stranger Things season 2 debuts this fall.",
         claims=["premiere reported Stranger Things/2 on=2017"]),
    Case("Daredevil season 3 premieres in the first quarter of 2018.",
         claims=["premiere reported Daredevil/3 on=2018-Q1"]),
    Case("Netflix confirmed that The Punisher will premiere in November 2017.", ["Netflix"],
         ["premiere confirmed The Punisher on=2017-11 <- Netflix"]),
    Case("The Punisher will not premiere in 2017.", claims=["premiere denied The Punisher on=2017"]),
    Case("Daredevil season 3 won’t arrive until 2018.", claims=["premiere reported Daredevil/3 on=2018"]),
    Case("The premiere date of Stranger Things season 2 is set for October 31.",
         claims=["premiere reported Stranger Things/2 on=2017-10-31"]),
    Case("", headline="The Defenders Gets Premiere Date: August 18",
         claims=["premiere reported The Defenders on=2017-08-18"]),
    Case("The Defenders premieres soon.", claims=[]),
    Case("When will The Defenders premiere in 2017?", claims=[]),
    Case("Before The Defenders premieres on August 18, rewatch the others.", claims=[]),
    Case("Iron Fist premiered on March 17.", claims=["premiere reported Iron Fist on=2017-03-17"]),
    Case("Luke Cage returns home in 2018 and finds the door open.", claims=[]),
    Case("The Defenders premieres on February 30, 2018.", claims=[]),
]  # fmt: skip

PEOPLE_AT_WORK = [
    Case("Sigourney Weaver will play Alexandra in The Defenders, Entertainment Weekly reports.",
         ["Entertainment Weekly"],
         ["casting reported The Defenders who=Sigourney Weaver as=Alexandra <- Entertainment Weekly"]),
    Case("Sigourney Weaver has joined the cast of The Defenders.",
         claims=["casting reported The Defenders who=Sigourney Weaver"]),
    Case("Janet Ashcombe has joined the cast of Jessica Jones.",
         claims=["casting reported Jessica Jones who=?"]),
    Case("Élodie Yung returns as Elektra in The Defenders.",
         claims=["casting reported The Defenders who=Élodie Yung as=Elektra Natchios"]),
    Case("David Tennant was cast as Kilgrave.", about=JJ,
         claims=["casting reported Jessica Jones who=David Tennant as=Kilgrave"]),
    Case("David Tennant will not return as Kilgrave.", about=JJ,
         claims=["casting denied Jessica Jones who=David Tennant as=Kilgrave"]),
    Case("David Tennant is rumoured to return as Kilgrave.", about=JJ,
         claims=["casting rumoured Jessica Jones who=David Tennant as=Kilgrave"]),
    Case("Will David Tennant return as Kilgrave?", about=JJ, claims=[]),
    Case("David Tennant, who plays Kilgrave, sent a cake.", about=JJ, claims=[]),
    Case("S.J. Clarkson will direct the first two episodes of The Defenders.",
         claims=["crew reported The Defenders who=S.J. Clarkson"]),
    Case("Melissa Rosenberg has been named showrunner of Jessica Jones.",
         claims=["crew reported Jessica Jones who=Melissa Rosenberg"]),
    Case("Melissa Rosenberg wants to direct Jessica Jones.", claims=[]),
    Case("Krysten Ritter joined the crew for lunch.", about=JJ, claims=[]),
]  # fmt: skip

TOGETHER = [
    Case("The Defenders has wrapped. Now production on Jessica Jones season 2 has begun, according to "
         "On Location Vacations.", ["On Location Vacations"],
         ["filming_wrapped reported The Defenders",
          "filming_began reported Jessica Jones/2 <- On Location Vacations"]),
    Case("Production on Luke Cage season 2 has begun. The news comes from Deadline.", None,
         ["filming_began reported Luke Cage/2"]),
    Case("<h2>Jessica Jones season 2 has started filming</h2><p>On Location Vacations reports that "
         "Jessica Jones season 2 started filming on Monday.</p>", ["On Location Vacations"],
         ["filming_began reported Jessica Jones/2 on=2017-04-10 <- On Location Vacations"]),
    Case("<blockquote><p>Production on Luke Cage season 2 has begun, Variety reports.</p></blockquote>",
         [], []),
    Case("Variety says Daredevil has been renewed for season 3, while Deadline reports that Iron Fist "
         "has been cancelled.", ["Variety", "Deadline"],
         ["renewed reported Daredevil/3 <- Variety", "cancelled reported Iron Fist <- Deadline"]),
]  # fmt: skip

CASES = [
    *ATTRIBUTION, *LINKS, *NAMES, *FILMING, *ORDERS, *PREMIERES, *PEOPLE_AT_WORK, *TOGETHER,
]  # fmt: skip
