"""Addresses of the whole portal. Apps are included by name, so nothing here imports them."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from portal.municipality.views import arms, colours
from portal.operation.views import ReadyView, alive, metrics
from portal.pages.views import robots, security
from portal.ui.addressing import include_by_words

WATCHED = [
    path("alive/", alive, name="alive"),
    path("ready/", ReadyView.as_view(), name="ready"),
    path("metrics/", metrics, name="metrics"),
]
"""By the operator's own programs."""

urlpatterns = [
    path("-/", include(WATCHED)),
    path("robots.txt", robots, name="robots"),
    path(".well-known/security.txt", security, name="security"),
    path("krasas.css", colours, name="colours"),
    path("gerbonis", arms, name="arms"),
    *i18n_patterns(
        path("admin/", admin.site.urls),
        path("dokumenti/", include("portal.documents.urls")),
        path("konts/", include("allauth.urls")),
        path("", include_by_words("portal.pages.urls")),
        path("", include_by_words("communities.urls")),
        path("", include_by_words("participation.urls")),
        path("", include_by_words("grants.urls")),
        path("", include_by_words("actionplans.urls")),
        path("", include("portal.obligations.urls")),
        path("", include("portal.notifications.urls")),
        path("mans/", include("portal.accounts.urls")),
        prefix_default_language=False,
    ),
]

if settings.DEMO:
    urlpatterns += i18n_patterns(path("demo/", include("portal.notifications.demo_urls")), prefix_default_language=False)

handler400 = "portal.pages.errors.bad_request"
handler403 = "portal.pages.errors.forbidden"
handler404 = "portal.pages.errors.not_found"
handler500 = "portal.pages.errors.server_error"
