"""Every area's addresses."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

urlpatterns = [
    path("", include("xieshou.web.overview.urls")),
    path("", include("xieshou.web.shell.urls")),
    path("places/", include("xieshou.web.places.urls")),
    path("pairings/", include("xieshou.web.pairings.urls")),
    path("households/", include("xieshou.web.households.urls")),
    path("claims/", include("xieshou.web.claims.urls")),
    path("conflicts/", include("xieshou.web.conflicts.urls")),
    path("", include("xieshou.web.indicators.urls")),
    path("people/", include("xieshou.web.people.urls")),
    path("organisations/", include("xieshou.web.organisations.urls")),
    path("", include("xieshou.web.revealing.urls")),
    path("management/", include("xieshou.web.management.urls")),
    path("documents/", include("xieshou.web.documents.urls")),
    path("terms/", include("xieshou.web.glossary.urls")),
    path("ledgers/", include("xieshou.web.ledgers.urls")),
    path("review/", include("xieshou.web.review.urls")),
    path("jobs/", include("xieshou.web.jobs.urls")),
    path("audit/", include("xieshou.web.audit.urls")),
    path("years/", include("xieshou.web.years.urls")),
    path("", include("xieshou.web.accounts.urls")),
    path("home/", include("xieshou.web.home.urls")),
    path("tasks/", include("xieshou.web.tasks.urls")),
    path("calendar/", include("xieshou.web.yearly.urls")),
    path("papers/", include("xieshou.web.papers.urls")),
    path("language/", include("django.conf.urls.i18n")),
    # One sign-in page for both halves of the product.
    path("admin/login/", RedirectView.as_view(pattern_name="shell:sign-in", query_string=True)),
    path("admin/", admin.site.urls),
]
