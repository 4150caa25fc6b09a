from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.db.models.signals import post_delete, post_save


class GeekFeedConfig(AppConfig):
    """The roof: no tables of its own, but commands, and the listeners that join the rooms."""

    name = "geekfeed"
    verbose_name = "GeekFeed"

    def ready(self) -> None:
        from articles.models import Section
        from geekfeed import checks, chrome  # noqa: F401
        from shows.models import Show
        from shows.signals import catalog_loaded

        catalog_loaded.connect(chrome.forget, dispatch_uid="chrome many")
        for model in (Section, Show):
            for signal in (post_save, post_delete):
                signal.connect(chrome.forget, sender=model, dispatch_uid=f"chrome-{model.__name__}")


class DeskConfig(AdminConfig):
    default_site = "geekfeed.desk.Desk"
