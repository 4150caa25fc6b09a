"""Sources that the text names or links to and the story does not cite yet."""

from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.proposals.known import Known
from articles.proposals.naming import readable, told_by
from articles.proposals.proposal import Addition, Choice, Proposal, Way
from articles.reading import Draft, Found, FoundCitation, Named
from articles.reading.citations import MOST_LINKS, page
from articles.reading.text import blocks
from articles.state import State
from articles.typed import first, numbers
from geekfeed.lib.sentences import quoted
from sources.domains import SOCIAL, bare


class Citing:
    """`proposals` are those for the citations that are missing, `sources` all that the story cites
    or would cite."""

    def __init__(self, state: State, found: Found, known: Known) -> None:
        self._state = state
        self._rows = state["rows"].get("citations", [])
        self._known = known
        self.proposals: list[Proposal] = []
        self._made: dict[FoundCitation, Proposal] = {}
        self.sources = {
            pk
            for row in self._rows
            for cell in ("tag", "via")
            for pk in self._today(numbers(row, cell))
        }
        for citation in found.citations:
            if self._key_of(citation):
                continue
            if proposal := self._proposal(citation):
                self.proposals.append(proposal)
                self._made[citation] = proposal
                chain = (citation.origin, *citation.via)
                self.sources |= {named.number for named in chain if named.number is not None}

    def what_it_rests_on(self, citation: FoundCitation) -> tuple[str, Proposal | None]:
        """The key of the row that has the citation, or the proposal that would add it; neither, if
        it cannot be cited."""
        key = self._key_of(citation)
        return key, None if key else self._made.get(citation)

    def called(self, citation: FoundCitation) -> str:
        """ "On Location Vacations via MCUExchange"."""
        return _(" via ").join(self._name(named) for named in (citation.origin, *citation.via))

    def _name(self, named: Named) -> str:
        if named.number is None and named.name == named.domain:
            return self._linked.get(named.domain, named.name)
        return self._known.names.get(("source", named.number or 0), named.name)

    @cached_property
    def _linked(self) -> dict[str, str]:
        """Domain → its owner's name, where a link to it says so."""
        words = ("headline", "standfirst", "body")
        draft = Draft(*(first(self._state["fields"], name) for name in words), (), date.min)
        found: dict[str, str] = {}
        for block in blocks(draft):
            for link in block.links[:MOST_LINKS]:
                domain = bare(link.href)
                if name := told_by(block.text[link.start : link.end], domain):
                    found.setdefault(domain, name)
        return found

    def _key_of(self, citation: FoundCitation) -> str:
        """The row that has it: its page, then its origin; or its origin as a hop. A page that is
        cited as that of whoever only passed it on is not the row of who said it first."""
        origin = citation.origin.number
        for row in self._rows:
            is_origin_there = origin in self._today(numbers(row, "tag"))
            if self._is_page_of(row, citation) and (is_origin_there or not citation.via):
                return row["key"]
        for cell in ("tag", "via"):
            for row in self._rows:
                if origin is not None and origin in self._today(numbers(row, cell)):
                    return row["key"]
        return ""

    def _is_page_of(self, row: dict, citation: FoundCitation) -> bool:
        url = first(row, "url").strip()
        return bool(citation.url and url) and page(url) == page(citation.url)

    def _today(self, found: list[int]) -> set[int]:
        return {self._known.today.get(pk, pk) for pk in found}

    def _proposal(self, citation: FoundCitation) -> Proposal | None:
        chain = (citation.origin, *citation.via)
        if any(
            n.number is not None and ("source", n.number) not in self._known.names for n in chain
        ):
            return None  # gone since the text was read
        unknown = [named for named in chain if named.number is None]
        if any(named.domain in SOCIAL for named in unknown):
            return None  # a page of everybody's, and nobody's account to record
        cells = {
            "tag": (self._choice(citation.origin),),
            "via": tuple(map(self._choice, citation.via)),
            "url": citation.url,
        }
        label = self.called(citation)
        verb = gettext_lazy("Add and cite") if unknown else gettext_lazy("Cite")
        asks = ""
        if unknown and not self._known.may_add_sources:
            asks = _("%(name)s is not on the list of sources. Ask an editor to add it.") % {
                "name": unknown[0].name
            }
        origin = citation.origin
        return Proposal(
            "cite",
            (*(named.number or (named.name, named.domain) for named in chain), page(citation.url)),
            label,
            _why(citation, bool(unknown)),
            (Way(verb, Addition("citations", cells), label),),
            is_certain=not any(named.is_guess for named in chain)
            and not any(self._is_page_of(row, citation) for row in self._rows),
            record=self._known.records.get(origin.number or 0, ""),
            asks=asks,
            unnamed=tuple(map(self._choice, unknown)),
        )

    def _choice(self, named: Named) -> Choice:
        if named.number is None:
            name = self._name(named)
            return Choice("", readable(name) if name == named.domain else name, named.domain)
        return Choice(str(named.number), self._name(named))


def _why(citation: FoundCitation, is_new: bool) -> str:
    if citation.url and not citation.via:
        host = page(citation.url).partition("/")[0]
        why = _("%(host)s, a link you pasted") % {"host": host}
    else:
        why = quoted(citation.because)
    return _("New source: %(why)s") % {"why": why} if is_new else why
