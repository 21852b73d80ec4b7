import pytest
from django.core.cache import cache

from portal.ui.cache import ForgetfulRedisCache


@pytest.fixture
def lost():
    """A cache whose server does not answer."""
    return ForgetfulRedisCache("redis://127.0.0.1:1/0", {})


def test_the_portals_cache_remembers():
    cache.set("word", "kopiena")

    assert cache.get("word") == "kopiena"


def test_without_its_server_the_cache_knows_nothing_and_nothing_breaks(lost):
    lost.set("word", "kopiena")
    lost.delete("word")
    lost.delete_many(["word"])

    assert lost.get("word", "nezinu") == "nezinu"
    assert lost.get_many(["word"]) == {}
    assert lost.add("word", "kopiena") is True
    assert lost.get_or_set("word", lambda: "no jauna") == "no jauna"


def test_a_public_page_is_served_without_the_cache(db, client, settings):
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1/0"}}

    assert client.get("/rokasgramata/").status_code == 200
