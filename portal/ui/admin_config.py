from django.contrib.admin.apps import AdminConfig


class PortalAdminConfig(AdminConfig):
    """Makes the portal's own site the admin's site; named in INSTALLED_APPS in place of ``django.contrib.admin``."""

    default_site = "portal.ui.admin_site.PortalAdminSite"
