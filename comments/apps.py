from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommentsConfig(AppConfig):
    name = "comments"
    verbose_name = _("Comments")

    def ready(self) -> None:
        from articles import beneath
        from comments import letters, page
        from comments.signals import comment_changed

        beneath.put(page.beneath)
        comment_changed.connect(letters.follow, dispatch_uid="comment letters")
