from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CommentsConfig(AppConfig):
    name = "comments"
    verbose_name = _("Comments")

    def ready(self) -> None:
        from articles import beneath
        from comments import page, stamps, tasks
        from comments.signals import comment_changed

        beneath.put(page.beneath)
        comment_changed.connect(stamps.follow, dispatch_uid="comment stamps")
        comment_changed.connect(tasks.follow, dispatch_uid="comment tasks")
        post_migrate.connect(tasks.after_migrating, sender=self, dispatch_uid="comment tasks begin")
