"""What to watch after a show, by its franchise's viewing order."""

from django.db.models import Q

from shows.models import Show, ViewingStep

SHOWN = 3


def watch_next(show: Show) -> list[ViewingStep]:
    """The steps after the show's last listed season; none where the order does not know the show,
    or ends with it."""
    if show.franchise_id is None:
        return []
    order = ViewingStep.objects.filter(franchise=show.franchise_id)
    own = order.filter(season__show=show).order_by("-position", "-pk")
    last = own.values_list("position", "pk").first()
    if last is None:
        return []
    position, pk = last
    after = order.filter(Q(position__gt=position) | Q(position=position, pk__gt=pk))
    return list(after.select_related("season__show").order_by("position", "pk")[:SHOWN])
