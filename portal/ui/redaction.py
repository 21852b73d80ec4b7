"""What a log line and an error report may not tell: whose address, account or secret it was about."""

import re
from typing import Any

HIDDEN = "…"
PERSONAL = re.compile(
    r"""[\w.+-]+@[\w-]+(?:\.[\w-]+)+              # e-mail addresses
    |\bLV\d{2}[A-Z]{4}[A-Z0-9]{13}\b             # accounts
    |\b[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4}\b     # secrets of receipts
    |\b[\w-]{4,}:[\w-]{5,}:[\w-]{20,}            # signed links
    |(?<=\?)[\w-]+=[^\s"']*                      # query strings
    |(?<=DETAIL:)\s*[^\n\\]*                     # the row that the database refused
    """,
    re.VERBOSE,
)
ABOUT_THE_VISITOR = ("query_string", "data", "cookies", "headers", "env")


def redact(value: Any) -> Any:
    """The same text with what is personal hidden."""
    return PERSONAL.sub(HIDDEN, value) if isinstance(value, str) else value


def redact_event(_logger, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    """The last step before a log line is written (structlog)."""
    return {key: redact(value) for key, value in event.items()}


def redact_report(report: dict[str, Any], _hint: dict[str, Any]) -> dict[str, Any]:
    """The last step before an error report leaves the house (Sentry)."""
    for name in ABOUT_THE_VISITOR:
        report.get("request", {}).pop(name, None)
    for error in report.get("exception", {}).get("values", []):
        error["value"] = redact(error.get("value"))
    return report
