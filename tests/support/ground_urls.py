"""One page of our own, so that the ground can be tested without the product's pages."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import get_language


def who(request: HttpRequest) -> HttpResponse:
    """Say who asks and in which language; ``?inline`` breaks the content security policy."""
    script = "<script>document.title = 'ran'</script>" if "inline" in request.GET else ""
    head = f'<!doctype html><html lang="{get_language()}"><title>ground</title>'
    return HttpResponse(f"{head}<main><h1>{request.user}</h1></main>{script}")


urlpatterns = [path("", who)]
