"""From a state and what was read in it to proposals. Asks the database nothing."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.proposals.citing import Citing
from articles.proposals.known import Known, as_claim
from articles.proposals.proposal import Addition, Choice, Proposal, Way
from articles.proposals.settling import Settling
from articles.reading import Found, FoundClaim, FoundName, Named
from articles.state import State
from articles.typed import RECORDS, first, number
from shows.ledger import Standing

MOST = 40  # proposals; what is left over is proposed once some of these are in
KINDS = {
    "show": gettext_lazy("show"),
    "season": gettext_lazy("season"),
    "person": gettext_lazy("person"),
    "character": gettext_lazy("character"),
    "location": gettext_lazy("location"),
    "source": gettext_lazy("source"),
}


def propose(state: State, found: Found, known: Known) -> list[Proposal]:
    """In the order in which they are added: what a claim rests on comes before the claim, and what
    settles an earlier one after it."""
    citing = Citing(state, found, known)
    settling = Settling(state, known)
    claims = [
        (proposal, claim)
        for claim in found.claims
        if not settling.has(as_claim(claim)) and (proposal := _claim(claim, citing, known))
    ]
    proposals = [
        *citing.proposals,
        *_subjects(state, found, known),
        *(proposal for proposal, _claim_ in claims),
        *settling.of_rows(),
        *settling.of_proposals([(one, as_claim(claim)) for one, claim in claims if not one.stands]),
        *_links(state, found, known, citing.sources),
    ]
    unique = {proposal.id: proposal for proposal in proposals}
    return list(unique.values())[:MOST]


# -- Claims ----------------------------------------------------------------------------------


def _claim(claim: FoundClaim, citing: Citing, known: Known) -> Proposal | None:
    cells = {"says": claim.says, "kind": claim.kind, "standing": claim.standing}
    for name in RECORDS:
        pk = getattr(claim, name)
        if pk is None:
            continue
        if (name, pk) not in known.names:
            return None  # gone since the text was read
        cells[name] = (Choice(str(pk), known.names[name, pk]),)
    if claim.date:
        cells |= {
            "date_on": claim.date.day.isoformat(),
            "date_precision": str(claim.date.precision),
        }
    # Not what it rests on: that stands there as soon as it is accepted.
    basis = tuple(cells.items())
    key, needed = citing.what_it_rests_on(claim.citation) if claim.citation else ("", None)
    if key:
        cells["rests_on"] = key
    is_lost = claim.citation is not None and not (key or needed)
    date_ = f", {claim.date}" if claim.date else ""
    about = next((cells[name][0].label for name in ("season", "show") if name in cells), "")
    return Proposal(
        "claim",
        basis,
        f"{claim.says}{date_}",
        ", ".join(part for part in (about, _whose(claim, citing, is_lost)) if part),
        (Way(gettext_lazy("Claim"), Addition("claims", cells), claim.says),),
        standing=Standing(claim.standing),
        needs=needed.id if needed else "",
        asks=_("Its source is not on the list yet.") if needed and needed.asks else "",
        is_certain=not (claim.doubt or is_lost or (needed and not needed.is_certain)),
        stands=_("The catalog has this.") if claim in known.stands else "",
    )


def _whose(claim: FoundClaim, citing: Citing, is_lost: bool) -> str:
    """Whom the text has it from, or why that is not known."""
    if is_lost or claim.doubt == "source":
        return _("the source that the text names cannot be read: choose it in the claim")
    whose = citing.called(claim.citation) if claim.citation else _("no source read")
    if claim.doubt == "season":
        return _("%(source)s; is it the season of this show?") % {"source": whose}
    return whose


# -- What the story is about -----------------------------------------------------------------


def _subjects(state: State, found: Found, known: Known) -> list[Proposal]:
    """Shows that claims are about, or that the headline names; for a story about nothing yet, also
    the one show that its text names."""
    covered = {number(row, "show") for row in state["rows"].get("coverage", [])} - {None}
    kept = [(number(row, "show"), number(row, "season")) for row in state["rows"].get("claims", [])]
    certain = [name for name in found.names if len(name.candidates) == 1]
    headline = first(state["fields"], "headline")
    headed = [name.candidates[0] for name in certain if name.text in headline]
    claims = [claim for claim in found.claims if claim.doubt != "season"]
    shows = [show for show, _season in kept]
    shows += [claim.show for claim in claims]
    shows += [show for named in headed if (show := _show_of(named, known))]
    named = {show for name in certain if (show := _show_of(name.candidates[0], known))}
    if not (covered or any(shows)) and len(named) == 1:
        shows += named
    proposals = []
    for show in dict.fromkeys(shows):
        if show is None or show in covered or ("show", show) not in known.names:
            continue
        season = _season_of(
            [n.number for n in headed if n.kind == "season" and _show_of(n, known) == show],
            [season for about, season in kept if about == show],
            [c.season for c in claims if c.show == show and c not in known.stands],
        )
        cells = {"show": (Choice(str(show), known.names["show", show]),)}
        label = known.names["show", show]
        if season and known.seasons.get(season) == show:
            label = known.names["season", season]
            cells["season"] = (Choice(str(season), label),)
        way = Way(gettext_lazy("About"), Addition("coverage", cells), label)
        why = _("the story seems to be about it")
        proposals.append(Proposal("subject", (show,), label, why, (way,)))
    return proposals


def _season_of(*told: list[int | None]) -> int | None:
    """The season that the first of these speaks of that speaks of one only: of a headline before
    that of a text, which can mention an earlier season in passing."""
    for seasons in told:
        if len(only := set(seasons) - {None}) == 1:
            return only.pop()
    return None


def _show_of(named: Named, known: Known) -> int | None:
    if named.kind == "show":
        return named.number
    return known.seasons.get(named.number or 0) if named.kind == "season" else None


# -- Names -----------------------------------------------------------------------------------


def _links(state: State, found: Found, known: Known, cited: set[int]) -> list[Proposal]:
    """Names in the text that could lead somewhere. A source that is cited has its link there."""
    linked = {
        (kind, known.today.get(pk, pk) if kind == "source" else pk)
        for row in state["rows"].get("mentions", [])
        for kind in KINDS
        if (pk := number(row, kind))
    }
    proposals = []
    for name in found.names:
        if any((named.kind, named.number) in linked for named in name.candidates):
            continue
        candidates = [n for n in name.candidates if (n.kind, n.number) in known.names]
        is_cited = all(n.kind == "source" and n.number in cited for n in candidates)
        if candidates and not is_cited:
            proposals.append(_link(name, candidates, known))
    return proposals


def _link(name: FoundName, candidates: list[Named], known: Known) -> Proposal:
    basis = tuple((named.kind, named.number) for named in candidates)
    if len(candidates) > 1:
        ways = [_way(_which(named, candidates, known), named, known) for named in candidates]
        return Proposal("link", basis, name.text, _("which one is meant?"), tuple(ways))
    [named] = candidates
    label = known.names[named.kind, named.number]
    why = str(KINDS[named.kind])
    if name.text not in (label, named.name):
        why = _("%(kind)s, written “%(text)s”") % {"kind": why, "text": name.text}
    return Proposal("link", basis, label, why, (_way(gettext_lazy("Link"), named, known, label),))


def _way(label: str, named: Named, known: Known, spoken: str = "") -> Way:
    chosen = (Choice(str(named.number), known.names[named.kind, named.number]),)
    return Way(label, Addition("mentions", {named.kind: chosen}), spoken)


def _which(named: Named, candidates: list[Named], known: Known) -> str:
    """The kind, where that tells them apart."""
    kind = str(KINDS[named.kind])
    if [other.kind for other in candidates].count(named.kind) == 1:
        return capfirst(kind)
    return f"{known.names[named.kind, named.number]}, {kind}"
