"""Tags with pages of their own: every name has an address."""

from django.utils.translation import gettext
from taggit.models import TagBase

# Tags are named in any alphabet and their addresses keep it, so routes to them take more than
# Django's own <slug:…> does.
SLUG = r"(?P<slug>[-\w]+)"


class Tag(TagBase):
    class Meta:
        abstract = True

    def slugify(self, tag: str, i: int | None = None) -> str:
        """A name without a letter or a digit in it has an address all the same."""
        slug = super().slugify(tag) or gettext("tag")
        return slug if i is None else f"{slug}_{i}"
