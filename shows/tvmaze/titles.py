"""The show itself: which record it is, and what is said of it."""

from typing import Any

from django.db.models import Min, Q
from django.utils.text import slugify
from django.utils.translation import gettext as _

from shows.models import ExternalId, Network, Show
from shows.tvmaze.book import SERVICE, Book
from shows.tvmaze.fields import SHOW, fill, network_field, settle
from shows.tvmaze.report import CREATED, UNCHANGED, UPDATED, Report
from shows.tvmaze.slugs import Wanted, give_slugs
from shows.tvmaze.told import ToldShow


def shows_known() -> dict[str, Show]:
    """The shows that came from TVmaze or have its number, by that; in the order of the numbers."""
    rows = ExternalId.objects.filter(service=SERVICE, show__isnull=False).select_related("show")
    return {
        row.value: row.show for row in sorted(rows, key=lambda row: (len(row.value), row.value))
    }


def find_show(told: ToldShow, book: Book, report: Report) -> tuple[Show | None, ExternalId | None]:
    """The record and its id, as far as there are; nobody else changes it from now on."""
    known = _known(told, book, report)
    number = known.show_id if known else _same(told, book, report)
    if number is None:
        return None, None
    rows = Show.objects.select_related("network").select_for_update(no_key=True, of=("self",))
    return rows.get(pk=number), known


def _known(told: ToldShow, book: Book, report: Report) -> ExternalId | None:
    """The id under which the show is in the catalog: by its number at TVmaze or, where TVmaze has
    made one show of two, by the one that it had before."""
    rows = book.find("show", [told.key, told.asked])
    known, before = rows.get(told.key), rows.get(told.asked)
    if known and before:
        report.notes.append(
            _("TVmaze has made one show of %(one)s and %(other)s: %(gone)s can go")
            % {
                "one": before.show.get_absolute_url(),
                "other": known.show.get_absolute_url(),
                "gone": before.show.get_absolute_url(),
            }
        )
    found = known or before or _renumbered(told, book)
    if found and found.value != told.key:
        report.notes.append(
            _("TVmaze calls “%(show)s” %(now)s by now, and not %(before)s any more")
            % {"show": found.show, "now": told.key, "before": found.value}
        )
    return found


def _renumbered(told: ToldShow, book: Book) -> ExternalId | None:
    """The id of the show of that very name which has the same numbers in other databases."""
    show = _by_numbers(told)
    if show is None or told.name not in (*show.names, show.full_name):
        return None
    return book.ids_of("show", [show]).get(show.pk)


def _by_numbers(told: ToldShow) -> Show | None:
    """The only show with one of its numbers in other databases."""
    numbers = Q()
    for service, value in told.externals.items():
        numbers |= Q(service=service, value=value)
    if not numbers:
        return None
    ids = ExternalId.objects.filter(numbers, show__isnull=False).select_related("show")
    shows = {one.show_id: one.show for one in ids}
    return next(iter(shows.values())) if len(shows) == 1 else None


def _same(told: ToldShow, book: Book, report: Report) -> int | None:
    """A show that is none of TVmaze's yet: the one that has the same number in another database or
    else the only one of that name, if it cannot be another one: shows are remade under the same
    name in other years."""
    numbered = _by_numbers(told)
    if numbered and not book.ids_of("show", [numbered]):
        return numbered.pk
    called = Q(name__iexact=told.name) | Q(full_name__iexact=told.name)
    if slug := slugify(told.name):
        called |= Q(slug=slug)
    found = list(Show.objects.filter(called).annotate(began=Min("seasons__premiere_on")))
    ids = book.ids_of("show", found)
    free = [show for show in found if show.pk not in ids and _same_year(show.began, told)]
    if len(free) == 1 and len(found) == 1:
        return free[0].pk
    for show in found:
        if not _same_year(show.began, told):
            continue
        report.notes.append(
            _(
                "“%(name)s” may be the same as %(url)s, which was there before. If so, delete the "
                "new one, give the old one the number %(key)s at TVmaze, and import it again"
            )
            % {"name": told.name, "url": show.get_absolute_url(), "key": told.key}
        )
    return None


def _same_year(began: Any, told: ToldShow) -> bool:
    return not began or not told.premiered or began.year == told.premiered.year


def write_show(
    told: ToldShow,
    found: tuple[Show | None, ExternalId | None],
    network: Network | None,
    book: Book,
    report: Report,
) -> tuple[Show, dict[str, Any]]:
    """The record as it is now, and what is to be remembered of it."""
    show, known = found
    names = {one.pk: one.name for one in (network, show and show.network) if one}
    fields = SHOW | {"network": network_field(names)}
    says = {
        "name": told.name,
        "status": told.status,
        "summary": told.summary,
        "homepage": told.homepage,
        "network": network.pk if network else None,
    }
    if show is None:
        show = Show()
        given = fill(show, fields, says)
        # Where TVmaze does not say, the record says something all the same. Nobody decided that.
        given["status"] = str(show.status)
        year = [str(told.premiered.year)] if told.premiered else []
        give_slugs([Wanted(show, told.key, year, told.address)])
        show.save()
        report.count("show", CREATED)
        return show, given
    adopted = show.adoptions.standing().filter(field="status")
    held = {"status"} if any(one.value == show.status for one in adopted) else set()
    settled = settle(show, fields, says, known.given if known else {}, held)
    for left in settled.left:
        report.leave("show", show.name, *left)
    if settled.changed:
        book.update([show], [name for field in settled.changed for name in fields[field].columns])
        book.note(show, settled.changed)
    report.count("show", UPDATED if settled.changed else UNCHANGED)
    return show, settled.given


def write_externals(told: ToldShow, show: Show, report: Report) -> None:
    """Its numbers elsewhere, where it has none yet."""
    mine = dict(show.external_ids.values_list("service", "value"))
    for service, value in told.externals.items():
        label = ExternalId.Service(service).label
        if service in mine:
            if mine[service] != value:
                report.leave("show", show.name, label, mine[service], value)
            continue
        ids = ExternalId.objects.filter(service=service, value=value, show__isnull=False)
        if other := ids.select_related("show").first():
            report.notes.append(
                _("%(service)s %(value)s is the number of “%(other)s” here: look at both shows")
                % {"service": label, "value": value, "other": other.show}
            )
            continue
        ExternalId.objects.create(show=show, service=service, value=value)
