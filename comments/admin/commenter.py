"""Somebody who comments: who that is, as far as a moderator may know, what they have said, and
whether they may go on."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from comments import banning, rights
from comments.admin import access, ban, ban_forms, privacy
from comments.admin.acts import said_of
from comments.admin.queues import NEWEST, PAGE
from comments.admin.rows import Record, for_rows, records_of, rows_of
from comments.models import Act, Ban, Comment, Commenter
from comments.models.ban import BanQuerySet
from geekfeed.lib.paging import paginate

ACTS = 10  # about them and what they said
BANS = 20


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def commenter(request: HttpRequest, pk: int) -> HttpResponse:
    """A POST bans them, or lifts a ban."""
    person = access.commenter_or_404(request, pk)
    card = Card(request, person) if rights.moderates_all(request.user) else None
    if request.method == "POST":
        if card is None:
            raise PermissionDenied
        if card.pressed():
            return HttpResponseRedirect(request.path)
    comments = for_rows(rights.seen_by(request.user).filter(by=person))
    page = paginate(comments, request, order=NEWEST, size=PAGE)
    theirs = Act.objects.filter(rights.under_theirs(request.user), commenter=person)
    acts = theirs.moderation().select_related("user", "commenter", "comment", "story")
    acts = acts.defer("story__body")
    context = admin.site.each_context(request) | {
        "title": str(person),
        "opts": Comment._meta,
        "person": person,
        "record": records_of([person.pk], request.user).get(person.pk, Record({})),
        "page": page,
        "rows": rows_of(list(page), request.user),
        "acts": said_of(acts[:ACTS]),
        "card": card,
        "bans": card.bans() if card else [],
        "may_export": privacy.may_export(request),
        "may_erase": privacy.may_erase(request),
        "may_see_addresses": access.may_see_addresses(request),
    }
    return TemplateResponse(request, "admin/comments/commenter.html", context)


class Card:
    """Their bans, for editors. Nobody bans themselves."""

    def __init__(self, request: HttpRequest, person: Commenter) -> None:
        self.request, self.person = request, person
        self.sees = access.may_see_addresses(request)
        self.network = banning.latest_network(person)
        self.ways = ban_forms.ways_of(person, self.network, may_see_addresses=self.sees)
        self.is_own = person.user_id == request.user.pk
        typed = request.POST if request.POST.get("do") == "ban" else None
        self.form = ban_forms.PersonForm(typed, ways=self.ways)

    def pressed(self) -> bool:
        """Whether all is done; else the form comes back with what was typed."""
        do, _colon, number = self.request.POST.get("do", "").partition(":")
        if do == "lift":
            ban.lift(self.request, self._liftable(), number)
        elif do != "ban":
            messages.warning(self.request, _("Nothing was changed: use one of the buttons."))
        elif self.form.is_valid():
            kind = self.form.cleaned_data["kind"]
            return ban.carry_out(self.request, self.form, kind, self.ways[kind], self.person)
        else:
            return False
        return True

    def bans(self) -> list[ban.Told]:
        return ban.told(ban.about(self.person, self.network)[:BANS], self.request)

    def _liftable(self) -> BanQuerySet:
        """Bans on addresses are for those who may see them."""
        bans = ban.about(self.person, self.network)
        return bans if self.sees else bans.filter(kind=Ban.Kind.PERSON)
