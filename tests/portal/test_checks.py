import pytest
from django.core.checks import run_checks


def ids() -> set[str]:
    return {message.id for message in run_checks() if message.id.startswith("portal.")}


@pytest.mark.parametrize(
    ("address", "https", "found"),
    [
        ("https://kopienas.novads.lv", True, set()),
        ("http://localhost:8000", False, set()),
        ("http://kopienas.novads.lv", True, {"portal.E002"}),
        ("kopienas.novads.lv", False, {"portal.E001"}),
    ],
)
def test_the_sites_address_fits_https(settings, address, https, found):
    settings.SITE_URL, settings.HTTPS = address, https
    assert ids() == found


def test_files_are_left_to_a_proxy_only_where_there_is_one(settings):
    settings.PRIVATE_FILES_INTERNAL_URL = "/-/private/"
    settings.TRUSTED_PROXIES = []
    assert ids() == {"portal.W001"}
    settings.TRUSTED_PROXIES = ["10.0.0.2"]
    assert ids() == set()
