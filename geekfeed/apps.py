from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class GeekFeedConfig(AppConfig):
    """The roof: no tables of its own, but commands, and the listeners that join the rooms."""

    name = "geekfeed"
    verbose_name = "GeekFeed"


class DeskConfig(AdminConfig):
    default_site = "geekfeed.desk.Desk"
