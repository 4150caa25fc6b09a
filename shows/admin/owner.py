"""Networks and franchises at the desk."""

from django.contrib import admin

from shows.admin.records import EntryAdmin
from shows.models import Franchise, Network


@admin.register(Network)
class NetworkAdmin(EntryAdmin):
    pass


@admin.register(Franchise)
class FranchiseAdmin(EntryAdmin):
    pass
