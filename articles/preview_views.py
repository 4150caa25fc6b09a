"""The page behind a preview link: one story as it is typed, for somebody without an account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from articles import pending, preview, preview_links


@csrf_exempt  # it changes nothing; a form that is sent here is told 405, not 403
@require_safe
def linked(request: HttpRequest, token: str) -> HttpResponse:
    """The story's pending state as long as there is one; then the way to the live story.

    A link that never was, one that has run out and one that was revoked get the same answer.
    """
    story = preview_links.story_behind(token)
    if story is None:
        return preview.sealed(render(request, "404.html", {"canonical": ""}, status=404))
    if story.is_live and not pending.has_unpublished(story):
        return preview.sealed(redirect(story))
    return preview.answer(preview.render_pending(request, story))
