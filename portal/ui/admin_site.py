"""The officers' admin: the same sign-in, face and accent as the portal, and a policy its theme can live with."""

from allauth.account.decorators import secure_admin_login
from csp.constants import SELF, UNSAFE_EVAL, UNSAFE_INLINE
from csp.decorators import csp_replace
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseRedirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from unfold.sites import UnfoldAdminSite

from portal.ui.admin import OfficialAdmin
from portal.ui.navigation import admin_menu

ADMIN_POLICY = {
    # The theme is driven by Alpine.js, which evaluates the attributes of its own templates and sets inline styles.
    "script-src": [SELF, UNSAFE_EVAL, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
}


class PortalAdminSite(UnfoldAdminSite):
    """Signing in happens at the portal's own page (with its second factor), never at a second one."""

    enable_nav_sidebar = True
    index_title = _("My tasks")

    def register(self, model_or_iterable, admin_class=None, **options):
        """Officers work at our own desks alone; those that libraries bring along stay away."""
        if admin_class and issubclass(admin_class, OfficialAdmin):
            super().register(model_or_iterable, admin_class, **options)

    def admin_view(self, view, cacheable=False):
        return csp_replace(ADMIN_POLICY)(super().admin_view(view, cacheable))

    @login_not_required  # else the sign-in middleware answers first, and the page that was asked for is lost on the way
    def login(self, request, extra_context=None):
        return secure_admin_login(super().login)(request, extra_context)

    def logout(self, request, extra_context=None):
        super().logout(request, extra_context)
        return HttpResponseRedirect(reverse("pages:home"))

    def password_change(self, request, extra_context=None):
        return HttpResponseRedirect(reverse("account_change_password"))

    def each_context(self, request):
        """The theme's colours stand in our style sheet, so that it does not write three dozen lines into each page."""
        return super().each_context(request) | {"colors": {}}

    def get_app_list(self, request, app_label=None):
        """Nothing shows all tables: the side bar is the menu. Listing them asks four permissions of each, on every page."""
        return []

    def get_sidebar_list(self, request):
        """The menu as it is drawn: no line has badges or tabs of its own, for which the theme would copy and look."""
        return admin_menu(request.user, request.path)

    def app_index(self, request, app_label, extra_context=None):
        """The side bar is the menu; a page that repeats a part of it would be one more click."""
        return HttpResponseRedirect(reverse("admin:index"))


def mark(request) -> str:
    return static("img/mark.svg")


def admin_stylesheet(request) -> str:
    return static("css/admin.css")


def admin_script(request) -> str:
    return static("js/admin.js")


def colours_stylesheet(request) -> str:
    """The municipality's own accent, as on the public pages."""
    return reverse("colours")
