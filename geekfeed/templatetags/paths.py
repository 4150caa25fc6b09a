"""`{% url %}` as Django has it, with each path worked out once: a page names some forty."""

from typing import Any

from django import template
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.defaulttags import URLNode, url
from django.urls import NoReverseMatch
from django.utils.html import conditional_escape

from geekfeed.lib.addresses import path_of

register = template.Library()


class PathNode(URLNode):
    def render(self, context: Context) -> Any:
        name = self.view_name.resolve(context)
        if self.kwargs or ":" in name:  # the desk's, which depend on where the page is
            return super().render(context)
        try:
            path = path_of(name, *(part.resolve(context) for part in self.args))
        except NoReverseMatch:
            if self.asvar is None:
                raise
            path = ""
        if self.asvar:
            context[self.asvar] = path
            return ""
        return conditional_escape(path) if context.autoescape else path


@register.tag("url")
def path(parser: Parser, token: Token) -> PathNode:
    """`{% url "show" show.slug %}`, `{% url "front" as front %}`."""
    node = url(parser, token)
    return PathNode(node.view_name, node.args, node.kwargs, node.asvar)
