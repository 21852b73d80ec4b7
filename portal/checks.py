"""System checks: settings that fit each other. ``manage.py check`` and every start run them."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks


@checks.register()
def site_address_fits_https(app_configs, **kwargs):
    """Links in letters begin with ``SITE_URL``; over plain HTTP they would carry keys in the open."""
    address = urlsplit(settings.SITE_URL)
    if address.scheme not in ("http", "https") or not address.netloc:
        return [checks.Error("SITE_URL is no address.", hint="For example https://kopienas.novads.lv", id="portal.E001")]
    if settings.HTTPS and address.scheme != "https":
        return [checks.Error("SITE_URL is plain http, though HTTPS is on.", hint="Set SITE_URL to https://…", id="portal.E002")]
    return []


@checks.register()
def internal_files_need_a_proxy(app_configs, **kwargs):
    """Only a proxy understands ``X-Accel-Redirect``; without one every download would be empty."""
    if settings.PRIVATE_FILES_INTERNAL_URL and not settings.TRUSTED_PROXIES:
        return [
            checks.Warning(
                "PRIVATE_FILES_INTERNAL_URL is set, but no proxy is trusted.",
                hint="Set TRUSTED_PROXIES to the proxy's address, or unset PRIVATE_FILES_INTERNAL_URL.",
                id="portal.W001",
            )
        ]
    return []
