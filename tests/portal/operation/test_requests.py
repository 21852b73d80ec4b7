import pytest
from structlog.contextvars import merge_contextvars
from structlog.testing import capture_logs

PROXY = "127.0.0.1"


@pytest.fixture
def lines():
    """The lines that the portal logs, with what every one of them carries."""
    with capture_logs(processors=[merge_contextvars]) as lines:
        yield lines


def test_a_request_is_one_line_with_its_route_and_without_its_address(db, client, lines):
    client.get("/statuss/KNP-2026-000001/")

    [line] = [line for line in lines if line["event"] == "request"]
    assert (line["route"], line["method"]) == ("obligations:receipt_detail", "GET")
    assert "KNP-2026" not in str(line)


def test_a_request_has_the_id_that_a_trusted_proxy_gave_it(client, settings, lines):
    settings.TRUSTED_PROXIES = [PROXY]

    client.get("/-/alive/", headers={"X-Request-ID": "4f6d5c1b8a0e4b1c"})

    assert lines[-1]["request_id"] == "4f6d5c1b8a0e4b1c"


@pytest.mark.parametrize(("proxies", "given"), [([], "4f6d5c1b8a0e4b1c"), ([PROXY], "īss un nederīgs"), ([PROXY], "x" * 65)])
def test_an_id_of_a_visitors_own_is_not_believed(client, settings, lines, proxies, given):
    settings.TRUSTED_PROXIES = proxies

    client.get("/-/alive/", headers={"X-Request-ID": given})

    assert len(lines[-1]["request_id"]) == 32
