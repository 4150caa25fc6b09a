"""What is made in the background, where a worker runs (docs/operating.md). The one file of the
pictures that knows the task queue."""

from django.db import transaction
from django_tasks import default_task_backend, task

from images import making
from images.models import Image


@task()
def make_renditions(number: int) -> int:
    """Make what is missing of a picture. Returns how many renditions that were."""
    image = Image.objects.filter(pk=number).first()
    return making.make_all(image) if image else 0


def make_later(image: Image) -> None:
    """Have a picture's renditions made once the transaction has committed.

    Without a worker that keeps tasks for later, `manage.py renditions` makes them, or whoever asks
    for one first.
    """
    if default_task_backend.supports_defer:
        number = image.pk
        transaction.on_commit(lambda: make_renditions.enqueue(number), robust=True)
