from django.apps import AppConfig
from django.db.models.signals import post_delete, post_migrate, post_save
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Stories")

    def ready(self) -> None:
        from articles import (
            aftermath,
            edition,
            notices,
            presence,
            redirects,
            renamed,
            tasks,
            uses,
            waiting,
        )
        from articles.reading import catalog
        from articles.search import index, name_index, upgrade
        from articles.signals import story_changed
        from articles.social_card import keeping
        from authors.signals import author_moved
        from geekfeed.lib import written
        from geekfeed.lib.announced import names_written
        from images import named
        from shows import uses as catalog_uses
        from shows.models import Episode, Season
        from shows.signals import catalog_loaded
        from sources.signals import source_renamed

        catalog_uses.ask(uses.question)
        named.ask(uses.of_pictures)
        story_changed.connect(index.follow, dispatch_uid="search index")
        post_migrate.connect(upgrade.follow, sender=self, dispatch_uid="search index upgrade")
        story_changed.connect(notices.tell, dispatch_uid="notices")
        story_changed.connect(aftermath.tell, dispatch_uid="aftermath")
        story_changed.connect(presence.follow, dispatch_uid="presence")
        story_changed.connect(tasks.follow, dispatch_uid="tasks")
        for model in (Season, Episode):
            post_save.connect(waiting.follow, sender=model, dispatch_uid=f"embargo {model}")
        catalog_loaded.connect(waiting.follow_many, dispatch_uid="embargo many")
        catalog_loaded.connect(catalog.follow, dispatch_uid="catalog many")
        author_moved.connect(redirects.follow, dispatch_uid="redirects of authors")
        source_renamed.connect(renamed.follow, dispatch_uid="search renamed")
        story_changed.connect(keeping.forget, dispatch_uid="cards")
        written.listen(edition.follow)
        names_written.connect(name_index.follow_many, dispatch_uid="names many")
        for model in name_index.KINDS:
            who = f"names {model.__name__}"
            post_save.connect(name_index.follow, sender=model, dispatch_uid=f"{who} saved")
            post_delete.connect(name_index.forget, sender=model, dispatch_uid=f"{who} deleted")
        for model in catalog.RECORDS:
            for name, signal in (("saved", post_save), ("deleted", post_delete)):
                signal.connect(
                    catalog.follow, sender=model, dispatch_uid=f"catalog {model.__name__} {name}"
                )
