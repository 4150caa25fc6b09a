"""What is rumoured and still open, on the whole site."""

from django.db.models import Exists, OuterRef
from django.http import Http404

from articles.models import Claim
from articles.querysets import ClaimQuerySet
from shows.models import Show


def of(show: Show | None) -> ClaimQuerySet:
    """The open rumours, or those about a show."""
    rumours = Claim.objects.open_rumours()
    return rumours.filter(show=show) if show else rumours


def shows() -> list[Show]:
    """The shows that there are open rumours about, by name."""
    about = Claim.objects.open_rumours().filter(show=OuterRef("pk"))
    return list(Show.objects.filter(Exists(about)).order_by("name", "pk"))


def chosen(slug: str, shows: list[Show]) -> Show | None:
    """The show that the page is asked for, which may be one without rumours; none at all for "".

    Raises Http404 where there is no such show.
    """
    if not slug:
        return None
    found = next((show for show in shows if show.slug == slug), None)
    # No database is asked for what no address can be.
    if found is None and "\x00" not in slug:
        found = Show.objects.filter(slug=slug).first()
    if found is None:
        raise Http404("There is no such show.")
    return found
