import pytest
from django.core.cache import cache

from portal.ui.cache import REST, ForgetfulRedisCache, ReadOnceMiddleware, forget, kept, made, read_ahead


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


def test_a_server_that_did_not_answer_is_left_alone_for_a_while(lost, settings):
    lost.get("word")
    lost._cache._servers[:] = [settings.REDIS_URL]
    lost._cache._pools.clear()
    lost.set("word", "kopiena")

    assert lost.get("word") is None
    lost._rests_until -= REST
    lost.set("word", "kopiena")
    assert lost.get("word") == "kopiena"


def test_a_public_page_is_served_without_the_cache(db, client, settings):
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1/0"}}

    assert client.get("/rokasgramata/").status_code == 200


class Asked:
    """A question to the database that counts how often it was asked."""

    def __init__(self):
        self.times = 0

    def __call__(self):
        self.times += 1
        return f"atbilde {self.times}"


def test_what_is_made_of_something_is_made_once_and_of_something_else_anew():
    make = Asked()

    assert made("attels", ["Ķekava", 1], make) == made("attels", ["Ķekava", 1], make) == "atbilde 1"
    assert made("attels", ["Ķekava", 2], make) == "atbilde 2"
    assert made("teksts", ["Ķekava", 1], make) == "atbilde 3"


def test_what_is_kept_is_asked_once_until_it_is_forgotten():
    ask = Asked()

    assert [kept("question", ask), kept("question", ask)] == ["atbilde 1", "atbilde 1"]
    forget("question")
    assert kept("question", ask) == "atbilde 2"


def test_within_a_request_it_is_read_once_even_without_the_cache(rf):
    ask = Asked()

    def page(request):
        first = kept("question", ask)
        cache.clear()
        return [first, kept("question", ask)]

    assert ReadOnceMiddleware(page)(rf.get("/")) == ["atbilde 1", "atbilde 1"]
    assert kept("question", ask) == "atbilde 2"


def test_what_is_read_ahead_is_not_asked_for_again(rf):
    cache.set("first", "zināms")
    ask = Asked()

    def page(request):
        read_ahead(["first", "second"])
        cache.clear()
        return [kept("first", ask), kept("second", ask)]

    assert ReadOnceMiddleware(page)(rf.get("/")) == ["zināms", "atbilde 1"]


def test_what_a_request_changes_it_reads_anew(rf):
    ask = Asked()

    def page(request):
        before = kept("question", ask)
        forget("question")
        return [before, kept("question", ask)]

    assert ReadOnceMiddleware(page)(rf.get("/")) == ["atbilde 1", "atbilde 2"]
