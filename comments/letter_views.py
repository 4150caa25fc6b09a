"""Where the links lead that stop letters."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from comments import subscribing


# A mail program sends the form by itself, without a cookie and from no page of ours (RFC 8058):
# whoever has the address may stop the letters, and can do nothing else with it.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Programs that look at every link in a letter stop nothing: that needs a POST. It stops what
    the letter was about; with `all` in it, everything."""
    found = subscribing.of_token(token)
    if found is None:
        return render(request, "comments/letters_unknown.html", {"canonical": ""}, status=404)
    context = {"thread": found.thread, "canonical": ""}
    if request.method != "POST":
        return render(request, "comments/letters.html", context)
    if found.thread and "all" not in request.POST:
        subscribing.stop_thread(found.person, found.thread)
    else:
        subscribing.stop_all(found.person)
        context["thread"] = 0
    return render(request, "comments/letters_stopped.html", context)
