"""What a record is called in other databases, at the desk."""

from shows.admin.rows import RowInline
from shows.models import ExternalId


class ExternalIdInline(RowInline):
    model = ExternalId
    fields = ["service", "value"]
