"""Cast and crew of a show."""

from collections.abc import Collection

from django.utils.translation import ngettext

from shows.models import Credit, Show
from shows.tvmaze.book import Book
from shows.tvmaze.names import write_names
from shows.tvmaze.report import CREATED, SKIPPED, UNCHANGED, Report
from shows.tvmaze.told import ToldCredit

LAST_PLACE = 32_767  # the column has no more


def write_credits(
    told: Collection[ToldCredit], show: Show, given: Collection[str], book: Book, report: Report
) -> set[str]:
    """Credits for the whole show. One that is there for a season says the same, more exactly.
    `given`: what was brought in before, and was taken out at the desk if it is not there now.
    Returns the keys of what is in the catalog."""
    rows = list(show.credits.select_related("person", "character").order_by("pk"))
    billed = [row for row in rows if row.episode_id is None]
    new = [one for one in told if one.key not in given]
    people = write_names(
        "person",
        {one.person.key: one.person for one in told},
        {one.person.key for one in new},
        {row.person_id: row.person for row in rows},
        book,
        report,
    )
    characters = write_names(
        "character",
        {one.character.key: one.character for one in told if one.character},
        {one.character.key for one in new if one.character},
        {row.character_id: row.character for row in rows if row.character_id},
        book,
        report,
    )
    there = {(row.person_id, row.character_id, row.job) for row in billed}
    first = max((row.position for row in billed), default=-1) + 1
    made: list[Credit] = []
    gone = 0
    keys: set[str] = set()
    for one in told:
        person = people.get(one.person.key)
        character = characters.get(one.character.key) if one.character else None
        credit = (person and person.pk, character and character.pk, one.job)
        is_found = person is not None and (character is not None or not one.character)
        if is_found and credit in there:
            report.count("credit", UNCHANGED)
        elif one.key in given or not is_found:
            gone += 1
            continue
        else:
            there.add(credit)
            position = min(first + len(made), LAST_PLACE)
            made.append(
                Credit(
                    show=show, person=person, character=character, job=one.job, position=position
                )
            )
        keys.add(one.key)
    Credit.objects.bulk_create(made)
    report.count("credit", CREATED, len(made))
    if gone:
        report.count("credit", SKIPPED, gone)
        report.notes.append(
            ngettext(
                "%(n)d credit was changed or taken out at the desk and is not made again",
                "%(n)d credits were changed or taken out at the desk and are not made again",
                gone,
            )
            % {"n": gone}
        )
    return keys
