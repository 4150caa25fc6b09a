"""Questions about stories. `live()` is the only spelling of "readers may see this"."""

from datetime import date, datetime
from typing import Any, TypeVar

from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce

from articles.told import Told, told
from geekfeed.lib.among import Among
from geekfeed.lib.composed import now
from shows.ledger import OFFICIAL, Standing
from shows.outcomes import STRUCK, Verdict
from shows.seen import WHOLE

NEWEST_FIRST = ("-live_at", "-pk")
TOLD_LAST = ("-told_at", "-pk")  # of claims, which have a time of their own
Rows = TypeVar("Rows", bound="LiveQuerySet")


def readers_may_see(through: str = "") -> Q:
    """The condition behind `live()`, of the row itself or of the one that `through` ("claim__")
    leads to. Time alone makes a scheduled story appear."""
    return Q(**{f"{through}live_at__lte": now()})


class LiveQuerySet(models.QuerySet):
    """Anything that carries `live_at`: stories and the link rows that lists walk."""

    def live(self: Rows) -> Rows:
        """What readers may see at this moment."""
        return self.filter(readers_may_see())

    def live_or_scheduled(self: Rows) -> Rows:
        """What readers may see, or will by the clock alone."""
        return self.filter(live_at__isnull=False)


class ArticleQuerySet(LiveQuerySet):
    def scheduled(self) -> "ArticleQuerySet":
        return self.filter(live_at__gt=now())

    def newest_first(self) -> "ArticleQuerySet":
        return self.order_by(*NEWEST_FIRST)

    def of_our_own(self) -> "ArticleQuerySet":
        """Not what another site has published first."""
        return self.filter(canonical_url="")

    def in_month(self, month: date) -> "ArticleQuerySet":
        """First published in the month that begins on that day."""
        return self.filter(month=month)

    def visible_to(self, user: AbstractBaseUser) -> "ArticleQuerySet":
        """What an account may open at the desk: editors all, writers their own and what is live."""
        if user.has_perm("articles.publish_article"):
            return self
        return self.filter(readers_may_see() | is_own(user))

    def own(self, user: AbstractBaseUser) -> "ArticleQuerySet":
        """Begun by the account, or published under its author's name."""
        return self.filter(is_own(user))

    def for_cards(self) -> "ArticleQuerySet":
        """All that a teaser says, in one query however many there are."""
        return (
            self.select_related("section", "lead_image", "safe_image")
            .defer("body")
            .annotate(**card_annotations(OuterRef("pk")), **horizon())
        )

    def for_page(self) -> "ArticleQuerySet":
        """All that the story's own page says, in a number of queries that does not grow."""
        story = self.select_related("section", "lead_image", "safe_image")
        of_show = {"spoils_show": _of_horizon("season__show__name")}
        return story.annotate(**horizon(), **of_show).prefetch_related(
            Prefetch("bylines", _model("Byline").objects.for_page()),
            # The hops of all chains are read at once, with those of what settled its claims.
            Prefetch("citations", _model("Citation").objects.select_related("tag")),
            Prefetch("claims", _model("Claim").objects.with_records()),
            Prefetch("coverage", _model("Coverage").objects.select_related("show", "season__show")),
            Prefetch("topic_links", _model("TopicLink").objects.select_related("tag")),
            Prefetch("mentions", _model("Mention").objects.for_page()),
            "corrections",
        )


def is_own(user: AbstractBaseUser, story: str = "") -> Q:
    """Of stories, or with a prefix of rows that lead to them: begun or signed by this account."""
    # EXISTS, not IN: PostgreSQL would gather all that a writer signed to look at a few.
    bylined = _model("Byline").objects.filter(article=OuterRef(f"{story}pk"), author__user=user)
    return Q(**{f"{story}created_by": user}) | Q(Exists(bylined))


class LinkQuerySet(LiveQuerySet):
    """Link rows between a story and what it is by, about or from."""

    def newest_first(self: Rows) -> Rows:
        return self.order_by("-live_at", f"-{self.model.to_story}_id")

    def before(self: Rows, moment: datetime, story: int) -> Rows:
        """Those of stories that come after this one in `newest_first()`."""
        in_one_moment = Q(live_at=moment, **{f"{self.model.to_story}__lt": story})
        # Said twice: the walk begins there, and not with the newest.
        return self.filter(Q(live_at__lt=moment) | in_one_moment, live_at__lte=moment)

    def for_cards(self: Rows) -> Rows:
        """The rows with their stories, ready for teasers: `row.card` is the story."""
        story = self.model.to_story
        return (
            self.select_related(f"{story}__section", f"{story}__lead_image", f"{story}__safe_image")
            .defer(f"{story}__body")
            .annotate(**card_annotations(OuterRef(f"{story}_id")), **horizon(f"{story}__"))
        )


class BylineQuerySet(LinkQuerySet):
    """`author.bylines`: the stories by an author."""

    def for_page(self) -> "BylineQuerySet":
        """With the author's box: portrait, links and how many of their stories are live."""
        live = self.model.objects.live().filter(author=OuterRef("author")).order_by()
        count = live.values("author").annotate(stories=Count("*")).values("stories")
        return (
            self.select_related("author__portrait")
            .prefetch_related("author__links")
            .annotate(author_stories=Subquery(count))
        )

    def figures(self) -> dict[str, int]:
        """What these stories claim, and how often they had to be corrected. Clarifications and
        updates are no corrections."""
        stories = self.order_by().values("article_id")
        claims = _model("Claim").objects.filter(article__in=stories)
        corrections = _model("Correction").objects.filter(article__in=stories, kind="correction")
        return {"claims": claims.count(), "corrections": corrections.count()}


class CitationQuerySet(LinkQuerySet):
    """`source.citations`: the stories that rest on a source."""

    def with_chain(self) -> "CitationQuerySet":
        hops = _model("Via").objects.select_related("source")
        return self.select_related("tag").prefetch_related(Prefetch("hops", hops))

    def once_a_story(self) -> "CitationQuerySet":
        """Of each story the first one: it may rest on several pages of a source."""
        earlier = self.model.objects.filter(
            tag=OuterRef("tag"), content_object=OuterRef("content_object"), pk__lt=OuterRef("pk")
        )
        return self.filter(~Exists(earlier))

    def claims(self) -> "ClaimQuerySet":
        """What live stories cite these for."""
        return _model("Claim").objects.live().filter(citation__in=self.order_by().values("pk"))

    def newest_claims(self, most: int) -> list[Any]:
        """What these citations are cited for, newest first. They are chosen first: else what is
        read with them would be gathered for all the others, too."""
        chosen = self.claims().newest_first().values("pk")[:most]
        told = _model("Claim").objects.live().filter(Among("pk", Subquery(chosen)))
        return list(told.with_subjects().with_story().with_verdict().newest_first())

    def reports(self) -> "ClaimQuerySet":
        """What was told on the word of these before it was settled: each report once, with its
        `verdict` of today (Verdict, or None while it is open) and since when it is so. What was
        official when it was told is not among them.
        """
        return self.claims().unofficial().with_verdict()


class MentionQuerySet(LinkQuerySet):
    """`article.mentions`: the names in a story that lead somewhere."""

    def for_page(self) -> "MentionQuerySet":
        """With the records, and whether readers may see the source (`source_is_cited`)."""
        sources = self.model._meta.get_field("source").related_model.objects
        cited = sources.cited().filter(pk=OuterRef("source"))
        return self.select_related(
            "show", "season__show", "person", "character", "location", "source"
        ).annotate(source_is_cited=Exists(cited))


class ViaQuerySet(LiveQuerySet):
    """`source.passed_on`: the hops through which others' reports reached a story."""

    def live_stories(self) -> "ViaQuerySet":
        """Of live stories, newest first, with the story and whose report it was."""
        return (
            self.live()
            .select_related("citation__content_object__section", "citation__tag")
            .defer("citation__content_object__body")
            .order_by(*NEWEST_FIRST)
        )


class ClaimQuerySet(LinkQuerySet):
    """`show.claims`, `season.claims`, …: what stories say about a record."""

    def live(self) -> "ClaimQuerySet":
        """What is out has been told: the indexes begin there, and not with what nobody was told."""
        return super().live().filter(told_at__lte=now())

    def newest_first(self) -> "ClaimQuerySet":
        """By when they were told. A story may tell several at once, so they are told apart by
        their own number."""
        return self.order_by(*TOLD_LAST)

    def with_records(self) -> "ClaimQuerySet":
        """With every record of the catalog that they name."""
        return self.select_related("show", "season__show", "person", "character", "location")

    def unofficial(self) -> "ClaimQuerySet":
        """Rumours and reports, each once, of a few claims that are chosen by something else.

        Asked for by what they are not: SQLite would walk all rumours and reports there are.
        """
        return self.filter(repeats=False).exclude(standing__in=OFFICIAL)

    def open_rumours(self) -> "ClaimQuerySet":
        """Of what readers may see, rumours that nothing has come of, each report once."""
        settled = _model("Outcome").objects.live().filter(claim=OuterRef("pk"))
        rumours = self.live().filter(standing=Standing.RUMOURED, repeats=False)
        return rumours.filter(~Exists(settled))

    def with_subjects(self) -> "ClaimQuerySet":
        """With every record that they name and the sources that they rest on."""
        hops = _model("Via").objects.select_related("source")
        return (
            self.with_records()
            .select_related("citation__tag")
            .prefetch_related(Prefetch("citation__hops", hops))
        )

    def for_ledger(self) -> list[Told]:
        """What the ledger judges live claims by. A page reads those that it shows `with_subjects()`
        and `with_story()` then."""
        return told(self)

    def with_story(self) -> "ClaimQuerySet":
        return self.select_related("article__section").defer("article__body")

    def with_verdict(self) -> "ClaimQuerySet":
        """With what has become of each by now: `verdict` (Verdict, or None), `settled_at`."""
        current = _model("Outcome").objects.live().filter(claim=OuterRef("pk"))
        return self.annotate(
            verdict=Subquery(current.values("verdict")[:1]),
            settled_at=Subquery(current.values("at")[:1]),
        )

    def that_turned_out(self, outcome: str) -> "ClaimQuerySet":
        """Of reports, those with this outcome: "confirmed", "denied", "superseded" or "open". What
        was only reported since then is open as before."""
        if outcome == "open":
            return self.filter(Q(verdict=None) | Q(verdict=Verdict.REPORTED))
        return self.filter(verdict=outcome)

    def with_outcome(self) -> "ClaimQuerySet":
        """With what became of each: `claim.now`, a list of the one outcome that holds, or none."""
        outcomes = _model("Outcome").objects.live().with_settler().defer("by__article__body")
        return self.prefetch_related(Prefetch("outcomes", outcomes, to_attr="now"))


class CorrectionQuerySet(models.QuerySet):
    def live(self) -> "CorrectionQuerySet":
        """The ones under stories that readers may see."""
        return self.filter(readers_may_see("article__"))

    def with_story(self) -> "CorrectionQuerySet":
        """With the story and the show that colours it."""
        show = _first(OuterRef("article_id"), "Coverage", "show__slug")
        return (
            self.select_related("article__section").defer("article__body").annotate(show_slug=show)
        )


class OutcomeQuerySet(models.QuerySet):
    """`claim.outcomes`: what became of a claim."""

    def live(self) -> "OutcomeQuerySet":
        """What readers may know at this moment: the claim and what settles it are out, and
        nothing has turned it again since."""
        moment = now()
        return self.filter(
            Q(until=None) | Q(until__gt=moment),
            readers_may_see("claim__"),
            readers_may_see("by__"),
            at__lte=moment,
        )

    def with_settler(self) -> "OutcomeQuerySet":
        """With the claim that settles it, its story and its sources."""
        hops = _model("Via").objects.select_related("source")
        return (
            self.select_related(
                "by__article__section", "by__citation__tag", "by__show", "by__season__show"
            )
            .defer("by__article__body")
            .prefetch_related(Prefetch("by__citation__hops", hops))
        )


class AdoptionQuerySet(models.QuerySet):
    """`season.adoptions`: what the catalog has from claims."""

    def standing(self) -> "AdoptionQuerySet":
        return self.filter(undone_at=None)

    def live(self) -> "AdoptionQuerySet":
        """The ones whose claim readers may see."""
        return self.standing().filter(readers_may_see("claim__"))

    def undisputed(self) -> "AdoptionQuerySet":
        """The ones whose claim nothing has struck out since."""
        struck = _model("Outcome").objects.live().filter(verdict__in=STRUCK)
        return self.exclude(Exists(struck.filter(claim__key=OuterRef("claim_id"))))

    def with_claim(self) -> "AdoptionQuerySet":
        """With the claim, its story and its sources."""
        hops = _model("Via").objects.select_related("source")
        return (
            self.select_related(
                "claim__article", "claim__show", "claim__season", "claim__citation__tag"
            )
            .defer("claim__article__body")
            .prefetch_related(Prefetch("claim__citation__hops", hops))
        )


class MilestoneQuerySet(models.QuerySet):
    """`show.milestones`, `season.milestones`: the steps of a production."""

    def live(self) -> "MilestoneQuerySet":
        """The ones whose claim readers may see."""
        return self.filter(readers_may_see("claim__"))

    def live_or_lately_gone(self, since: datetime) -> "MilestoneQuerySet":
        """Also the ones that readers were told of, and that no story has said any more since a
        moment after that: whoever keeps them in a calendar has to be told."""
        # A claim that is scheduled is neither; one that is taken out of its story is not there.
        gone = Q(claim__live_at=None, changed_at__gte=since, since__lte=F("changed_at"))
        return self.filter(readers_may_see("claim__") | gone)

    def happening(self) -> "MilestoneQuerySet":
        """Of what readers may see, all that is not denied and has a place in time, its `day`."""
        return self.live().filter(day__isnull=False).exclude(standing=Standing.DENIED)

    def with_claim(self) -> "MilestoneQuerySet":
        """With the claim and its sources, for saying on whose word."""
        hops = _model("Via").objects.select_related("source")
        return self.select_related("claim__citation__tag").prefetch_related(
            Prefetch("claim__citation__hops", hops)
        )


def card_annotations(story: OuterRef) -> dict[str, Subquery]:
    """What a teaser says beside the story's own columns, each found by one step in an index."""
    return {
        "show_slug": _first(story, "Coverage", "show__slug"),
        "show_name": _first(story, "Coverage", "show__name"),
        "first_author": _first(story, "Byline", "author__name"),
        "first_standing": _first(story, "Claim", "standing"),
    }


def horizon(story: str = "") -> dict[str, Any]:
    """Where a story's spoiler horizon lies: of stories, or of rows that lead to them ("article__").
    Joined by primary keys, and to nothing where a story has none."""
    return {
        "spoils_in": _of_horizon("season__show_id", story),
        "spoils_number": _of_horizon("season__number", story),
        # A special has no place in the count: whoever has seen the season may know it.
        "spoils_part": Coalesce(F(f"{story}spoils_episode__number"), WHOLE),
    }


def _of_horizon(column: str, story: str = "") -> Coalesce:
    return Coalesce(F(f"{story}spoils_episode__{column}"), F(f"{story}spoils_{column}"))


def _first(story: OuterRef, model: str, column: str) -> Subquery:
    rows = _model(model).objects.filter(article=story).order_by("position", "pk")
    return Subquery(rows.values(column)[:1])


def _model(name: str) -> type[models.Model]:
    """The models import their querysets, so these ask for the models by name."""
    return apps.get_model("articles", name)
