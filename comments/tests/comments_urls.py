"""The site with one page more: comments as they come, on the site's own page."""

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from comments.covers import dressed
from comments.wording import html_of

PAGE = """{% extends "base.html" %}{% block content %}<h1>Comments</h1>
<div class="wrap"><ol class="narrow entries">{% for html in entries %}
<li><p class="before">before it</p><div class="comment-text">{{ html }}</div>
<p class="after">after (1) it 2.</p></li>{% endfor %}</ol></div>{% endblock %}"""
SHOW = 7


class SeenAll:
    def has(self, show: int, season: int, episode: int) -> bool:
        return True


entries: list[str] = []
"""What was typed, as the test says."""


def page(request: HttpRequest) -> HttpResponse:
    """With ?empty the comments say nothing."""
    html = [
        dressed(html_of(text, SHOW), SeenAll(), {SHOW: "Jessica Jones"}.get) for text in entries
    ]
    context = {"entries": [""] * len(html) if "empty" in request.GET else html}
    return HttpResponse(engines["django"].from_string(PAGE).render(context, request))


urlpatterns = [path("as-they-come/", page), path("", include("geekfeed.urls"))]
