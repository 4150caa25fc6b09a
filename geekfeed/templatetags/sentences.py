from django import template

from geekfeed.lib import sentences

register = template.Library()
register.filter(sentences.in_sentence)
