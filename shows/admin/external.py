"""What a record is called in other databases, at the desk."""

from geekfeed.lib.desk import DeskTabularInline
from shows.admin.records import Records
from shows.models import ExternalId


class ExternalIdInline(Records, DeskTabularInline):
    model = ExternalId
    extra = 0
