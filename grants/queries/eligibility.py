"""Whom a call admits, for the check before applying."""

from decimal import Decimal

from grants.models import Application, Call
from grants.validators.eligibility import Admission, Finding, findings_of

ADMITTING = (
    "eligible_applicants", "smallest_grant", "largest_grant", "intensity", "implementation_from", "implementation_to",
)  # fmt: skip
"""The columns of a call that say so."""


def admission_of(call: Call) -> Admission:
    return Admission(
        tuple(call.eligible_applicants), call.smallest_grant, call.largest_grant, Decimal(100) - call.intensity,
        call.implementation_from, call.implementation_to,
    )  # fmt: skip


def eligibility_of(application: Application) -> list[Finding]:
    """The answers kept with an application, and what they mean."""
    return findings_of(admission_of(application.call), application.eligibility)
