from datetime import UTC, datetime, timedelta

import pytest
from django.test import RequestFactory

from portal.ui.arrival import ArrivalMiddleware

NOW = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)
BEFORE_CLOSING = NOW - timedelta(seconds=3)


def arrival(stamp: str, address: str = "10.0.0.1") -> datetime:
    request = RequestFactory().get("/", headers={"X-Request-Start": stamp}, REMOTE_ADDR=address)
    ArrivalMiddleware(lambda request: None)(request)
    return request.arrived_at


@pytest.fixture(autouse=True)
def _behind_a_proxy(settings, time_machine):
    settings.TRUSTED_PROXIES = ["10.0.0.1"]
    time_machine.move_to(NOW, tick=False)


@pytest.mark.parametrize("text", ["t={}", "{}"])
def test_the_stamp_of_the_trusted_proxy_counts(text):
    assert arrival(text.format(BEFORE_CLOSING.timestamp())) == BEFORE_CLOSING


def test_a_stamp_from_anybody_else_does_not_count():
    assert arrival(f"t={BEFORE_CLOSING.timestamp()}", address="10.0.0.2") == NOW


@pytest.mark.parametrize(
    "stamp",
    [
        "",
        "t=",
        "t=pirms brīža",
        "t=nan",
        "t=inf",
        "t=1e300",
        f"t={(NOW + timedelta(seconds=1)).timestamp()}",
        f"t={(NOW - timedelta(minutes=6)).timestamp()}",
    ],
)
def test_a_stamp_that_cannot_be_true_does_not_count(stamp):
    assert arrival(stamp.encode().decode("latin-1")) == NOW
