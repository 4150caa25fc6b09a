"""Numbers that may have thousands, as the language groups their digits: 1,234 or 1.234.

Only counts are grouped. A year, a number in an address and a record's key are no counts, which is
why Django's own setting, that groups every number of every template, stays off.
"""

from django.utils.formats import number_format


class Count(int):
    """An int for all purposes (plural forms above all) except that it is printed in groups."""

    def __str__(self) -> str:
        return number_format(int(self), use_l10n=True, force_grouping=True)
