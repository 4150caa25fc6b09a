from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "Stories"

    def ready(self) -> None:
        from articles.search import index
        from articles.signals import story_changed

        story_changed.connect(index.follow, dispatch_uid="search index")
