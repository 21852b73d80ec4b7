"""Who may do what with the kernel's own models (apps have their own ``rules.py``)."""

import rules

from portal.accounts.predicates import (
    is_administrator,
    is_auditor,
    is_call_administrator,
    is_coordinator,
    is_lawyer,
    is_social_service,
    is_staff,
)


@rules.predicate
def is_oneself(user, other) -> bool:
    return other is None or user == other


KEEPS_SETTINGS = is_administrator
READS_SETTINGS = is_administrator | is_auditor | is_coordinator

rules.add_perm("accounts", is_staff)
rules.add_perm("accounts.view_user", is_administrator | is_auditor)
rules.add_perm("accounts.change_user", is_administrator)
rules.add_perm("accounts.grant_roles", is_administrator)

rules.add_perm("municipality", is_staff)
for model in ("municipality", "unit", "unitmember"):
    rules.add_perm(f"municipality.view_{model}", READS_SETTINGS)
    rules.add_perm(f"municipality.change_{model}", KEEPS_SETTINGS)
for model in ("unit", "unitmember"):
    rules.add_perm(f"municipality.add_{model}", KEEPS_SETTINGS)
rules.add_perm("municipality.delete_unitmember", KEEPS_SETTINGS)

rules.add_perm("obligations", is_staff)
rules.add_perm("obligations.view_obligation", is_staff)
rules.add_perm("obligations.extend_obligation", is_coordinator | is_call_administrator)
rules.add_perm("obligations.view_sensitive_obligation", is_social_service)
for model in ("legalrule", "workdayexception"):
    rules.add_perm(f"obligations.view_{model}", is_staff)
    rules.add_perm(f"obligations.add_{model}", KEEPS_SETTINGS)
    rules.add_perm(f"obligations.change_{model}", KEEPS_SETTINGS)
rules.add_perm("obligations.delete_workdayexception", KEEPS_SETTINGS)
rules.add_perm("obligations.view_emptyphrase", is_staff)
for action in ("add", "change"):
    rules.add_perm(f"obligations.{action}_emptyphrase", is_coordinator | is_administrator)

rules.add_perm("audit", is_staff)
rules.add_perm("audit.view_event", is_auditor | is_administrator | is_social_service)
rules.add_perm("audit.view_sensitive_event", is_social_service)

rules.add_perm("notifications", is_staff)
rules.add_perm("notifications.view_message", is_administrator | is_auditor | is_coordinator | is_social_service)
rules.add_perm("notifications.view_sensitive_message", is_social_service)
rules.add_perm("notifications.send_message_again", is_administrator | is_coordinator | is_social_service)
rules.add_perm("notifications.view_proof", is_staff)

rules.add_perm("pages.view_gallery", is_staff)

rules.add_perm("documents", is_staff)
rules.add_perm("documents.view_document", is_staff)
rules.add_perm("documents.receive_signed_copy", is_lawyer | is_coordinator | is_call_administrator)
rules.add_perm("documents.make_again", is_administrator | is_lawyer | is_coordinator | is_call_administrator)
