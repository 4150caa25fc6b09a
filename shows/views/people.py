"""The pages of people and of the characters that they play."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from shows.addresses import leads_on
from shows.grouping import by_show
from shows.models import Character, Person
from shows.standing import claims_about, stories_naming


@require_safe
@leads_on(Person)
def person(request: HttpRequest, slug: str) -> HttpResponse:
    person = get_object_or_404(Person.objects.select_related("portrait"), slug=slug)
    context = {"person": person, "credits": by_show(person.credits.for_page())}
    context |= claims_about(request, person) | stories_naming(person)
    return render(request, "shows/person.html", context)


@require_safe
@leads_on(Character)
def character(request: HttpRequest, slug: str) -> HttpResponse:
    character = get_object_or_404(Character.objects.select_related("portrait"), slug=slug)
    context = {"character": character, "credits": by_show(character.credits.for_page())}
    context |= claims_about(request, character) | stories_naming(character)
    return render(request, "shows/character.html", context)
