"""A whole submission: the forms of a story and of its rows, bound to one state."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Model, Q, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import state as states
from articles.forms.citations import Citations
from articles.forms.claims import Claims
from articles.forms.links import Bylines, CoverageSet, Mentions, RelatedStories
from articles.forms.row import RowForm
from articles.forms.story import ArticleForm
from articles.models import Article, Citation, Claim
from articles.piece import Piece
from articles.querysets import readers_may_see
from articles.renumbered import MERGED, renumbered
from articles.state import FIELDS, Row, State, is_key
from authors.models import Author
from geekfeed.lib.desk import Records, is_number
from images.models import Image
from shows.models import Character, Episode, FormerAddress, Location, Person, Season, Show
from sources.models import Source

FORMSETS = {
    "bylines": Bylines,
    "coverage": CoverageSet,
    "citations": Citations,
    "claims": Claims,
    "mentions": Mentions,
    "related_links": RelatedStories,
}
# What one row is called, with its number.
NAMES = {
    "bylines": gettext_lazy("Author"),
    "coverage": gettext_lazy("Show"),
    "citations": gettext_lazy("Source"),
    "claims": gettext_lazy("Claim"),
    "mentions": gettext_lazy("Linked name"),
    "related_links": gettext_lazy("Related story"),
}
# What is chosen where. `via` and the rest are cells of rows, whatever the rows' kind.
CHOSEN: dict[str, type[Model]] = {
    "lead_image": Image,
    "spoils_season": Season,
    "spoils_episode": Episode,
    "safe_image": Image,
    "next_up": Article,
    "related": Article,
    "author": Author,
    "show": Show,
    "season": Season,
    "tag": Source,
    "via": Source,
    "source": Source,
    "person": Person,
    "character": Character,
    "location": Location,
}


class Submission:
    """`article` as `state` says it is, for `user` (None: the site itself).

    `unchecked` forms show what was typed and complain about nothing. Whatever the number of rows,
    making, showing and checking it costs the same number of queries. Checking writes into
    `article`: take it from the database again where something was refused.
    """

    def __init__(
        self,
        article: Article,
        state: State,
        user: AbstractBaseUser | None = None,
        *,
        unchecked: bool = False,
    ) -> None:
        self.article, self.user = article, user
        self.state = states.filled(state, article)
        self.state = state = renumbered(self.state, self._merged)
        data = states.unpack(state, article)
        told = {"records": self.records, "user": user}
        self.form = ArticleForm(data, instance=article, unchecked=unchecked, **told)
        self.formsets = {
            prefix: formset(
                data,
                instance=article,
                prefix=prefix,
                unchecked=unchecked,
                form_kwargs=told | (self._for_claims if prefix == "claims" else {}),
            )
            for prefix, formset in FORMSETS.items()
        }

    @cached_property
    def records(self) -> Records:
        """Every record that the state chooses and this account may choose, by kind."""
        wanted: dict[type[Model], set[str]] = {kind: set() for kind in CHOSEN.values()}
        for name, values in _cells(self.state):
            if name in CHOSEN:
                wanted[CHOSEN[name]].update(filter(is_number, values))
        return {
            kind: self._choosable(kind, numbers) if numbers else {}
            for kind, numbers in wanted.items()
        }

    @property
    def _merged(self) -> dict[str, dict[str, str]]:
        """Kind → number as typed → number of today, of records that were merged into others."""
        return {
            kind: {
                typed: str(record.pk)
                for typed, record in self.records[model].items()
                if typed != str(record.pk)
            }
            for kind, model in MERGED.items()
        }

    @property
    def _for_claims(self) -> dict[str, Any]:
        return {"cited": self.cited, "earlier": self.earlier}

    def _choosable(self, kind: type[Model], numbers: set[str]) -> dict[str, Model]:
        if kind in MERGED.values():
            # Also by the number that was typed: a merged record is another one now.
            if kind is Source:
                found = Source.objects.with_record().numbered(map(int, numbers))
            else:
                found = FormerAddress.objects.numbered(kind, map(int, numbers))
            return {str(n): one for typed, one in found.items() for n in (typed, one.pk)}
        found: QuerySet = kind._default_manager.filter(pk__in=numbers)
        if kind is Season:
            found = found.select_related("show")
        if kind is Episode:
            found = found.select_related("season__show")
        if kind is Article:
            found = found.defer("body")
            if self.user is not None:
                # What stands there already may stay, also where this account may not open it.
                mine = Article.objects.visible_to(self.user).filter(pk__in=numbers)
                related = self.article.related_links.values("related") if self.article.pk else []
                found = (
                    mine | found.filter(pk=self.article.next_up_id) | found.filter(pk__in=related)
                )
                found = found.defer("body").distinct()
        return {str(record.pk): record for record in found}

    @cached_property
    def earlier(self) -> dict[str, Claim]:
        """The claims of other stories that the state answers and may answer, by their keys: those
        that readers may see, and those that it answers already."""
        rows = self.state["rows"].get("claims", [])
        keys = {key for row in rows for key in row.get("answers", []) if is_key(key)}
        if not keys:
            return {}
        mine = Claim.objects.filter(article=self.article).exclude(answers=None)
        chosen = Claim.objects.filter(key__in=keys).exclude(article=self.article.pk)
        found = chosen.filter(readers_may_see() | Q(key__in=mine.values("answers")))
        return {str(claim.key): claim for claim in found.select_related("show", "season__show")}

    @cached_property
    def cited(self) -> dict[str, str]:
        """The citations of the state, key → what to call it, for the claims that rest on them."""
        sources = self.records[Source]
        rows = [
            (row, sources.get((row.get("tag") or [""])[0]))
            for row in self.state["rows"].get("citations", [])
        ]
        names = [source.name for _row, source in rows if source]
        return {row["key"]: _told_apart(source.name, row, names) for row, source in rows if source}

    def is_valid(self) -> bool:
        """Whether the forms take it. What a story needs before it goes out is another question."""
        return self.form.is_valid() & all(rows.is_valid() for rows in self.formsets.values())

    @property
    def errors(self) -> list[tuple[str, str]]:
        """(where, sentence) for everything that is wrong; where: a field, a kind of rows, a row by
        its key ("claims:7f0c…"), or a cell of it ("citations:7f0c…:url")."""
        found = [
            (name, str(error)) for name, errors in self.form.errors.items() for error in errors
        ]
        for prefix, rows in self.formsets.items():
            found += [(prefix, str(error)) for error in rows.non_form_errors()]
            for number, form in enumerate(rows.standing_forms, start=1):
                which = {"row": NAMES[prefix], "number": number}
                row = f"{prefix}:{form['key'].value() or ''}".rstrip(":")
                found += [
                    (f"{row}:{cell}" if cell and ":" in row else row, sentence)
                    for cell, sentence in _complaints(form, which)
                ]
        return found

    def piece(self) -> Piece:
        """The story as it would be, for checks. Ask whether it `is_valid()` first: what is not
        stays as it was, or is left out."""
        told = self.form.cleaned_data
        citations: dict[str, Citation] = {}
        for row in self._sound("citations"):
            row.instance.vias = row.cleaned_data["via"]
            citations[row.cleaned_data["key"]] = row.instance
        return Piece(
            article=self.article,
            headline=told.get("headline", self.article.headline),
            slug=told.get("slug", self.article.slug) or "",
            standfirst=told.get("standfirst", self.article.standfirst),
            body=told.get("body", self.article.body),
            section=told.get("section", self.article.section),
            lead_image=told.get("lead_image", self.article.lead_image),
            safe_headline=told.get("safe_headline", self.article.safe_headline),
            safe_standfirst=told.get("safe_standfirst", self.article.safe_standfirst),
            safe_image=told.get("safe_image", self.article.safe_image),
            has_horizon=self.article.has_horizon,
            bylines=[row.instance for row in self._sound("bylines")],
            coverage=[row.instance for row in self._sound("coverage")],
            topics=told.get("topics", []),
            citations=list(citations.values()),
            claims=[
                (row.instance, citations.get(row.cleaned_data["rests_on"]))
                for row in self._sound("claims")
            ],
        )

    def _sound(self, prefix: str) -> list[Any]:
        return [form for form in self.formsets[prefix].standing_forms if not form.errors]

    def save(self) -> None:
        """Write it into the story's rows. Only for what is valid, and inside a transaction."""
        article = self.form.save(commit=False)
        article.save(update_fields=[*FIELDS, "changed_at"])
        self.form.save_m2m()
        for rows in self.formsets.values():
            rows.save()
        self.formsets["claims"].tie_to_citations()

    def valid_part(self, now: State) -> State:
        """The state with what is wrong in it as it is `now`, in the database."""
        fields = self.state["fields"] | {
            name: now["fields"][name] for name in self.form.errors if name in now["fields"]
        }
        if self.form.non_field_errors():
            fields = now["fields"]
        kept = {prefix: self._valid_rows(prefix, now["rows"][prefix]) for prefix in self.formsets}
        # A claim that was put back may rest on a citation that is gone.
        cited = {"", *(row["key"] for row in kept["citations"])}
        kept["claims"] = [row for row in kept["claims"] if row["rests_on"][0] in cited]
        return {"fields": fields, "rows": kept}

    def _valid_rows(self, prefix: str, now: list[Row]) -> list[Row]:
        formset = self.formsets[prefix]
        if formset.non_form_errors():
            return now
        standing = {row["key"]: row for row in now}
        wrong = {form["key"].data for form in formset.forms if form.errors}
        rows = self.state["rows"][prefix]
        kept = [row if row["key"] not in wrong else standing.get(row["key"]) for row in rows]
        return [row for row in kept if row is not None]


def _complaints(form: RowForm, which: dict[str, Any]) -> Iterable[tuple[str, str]]:
    """What is wrong with a row: in which of its cells, if in one, and in sentences that can be read
    away from it. `which` row it is, the page counts them in the same way."""
    for name, errors in form.errors.as_data().items():
        cell = name if name in form.fields and not form.fields[name].widget.is_hidden else ""
        for error in errors:
            if error.code == "required":
                said = _("%(row)s %(number)d lacks its “%(cell)s”. Fill it in, or remove the row.")
                yield cell, said % (which | {"cell": form.fields[name].label})
            else:
                said = _("%(row)s %(number)d: %(sentence)s")
                yield cell, said % (which | {"sentence": " ".join(error.messages)})


def _cells(state: State) -> Iterable[tuple[str, list[str]]]:
    yield from state["fields"].items()
    for rows in state["rows"].values():
        for row in rows:
            yield from ((name, values) for name, values in row.items() if name != "key")


def _told_apart(name: str, row: dict[str, Any], names: list[str]) -> str:
    """The source's name, with the page where it is cited more than once."""
    address = (row.get("url") or [""])[0]
    if names.count(name) < 2 or not address:
        return name
    page = address.partition("//")[2].removeprefix("www.")
    return f"{name}, {page[:40]}"
