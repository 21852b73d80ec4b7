from datetime import datetime
from zoneinfo import ZoneInfo


def riga(*parts: int) -> datetime:
    """The instant at which the clocks in Riga show year, month, day, hour and so on."""
    return datetime(*parts, tzinfo=ZoneInfo("Europe/Riga"))
