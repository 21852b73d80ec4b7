"""Who may do what with calls, applications, evaluations and decisions."""

import rules

from communities.rules import edits_for_community, edits_in, is_member, leads_community
from portal.accounts.predicates import (
    is_accountant,
    is_administrator,
    is_auditor,
    is_call_administrator,
    is_evaluator,
    is_lawyer,
    is_staff,
)


@rules.predicate
def is_member_of_applicant(user, application) -> bool:
    return application is not None and is_member(user, application.community)


@rules.predicate
def leads_applicant(user, application) -> bool:
    """Only the leader binds the community: hands in, and takes back."""
    return application is not None and leads_community(user, application.community)


@rules.predicate
def leads_partner(user, partner) -> bool:
    return partner is not None and partner.community is not None and leads_community(user, partner.community)


@rules.predicate
def edits_for_idea(user, idea) -> bool:
    return idea is not None and edits_for_community(user, idea.community)


@rules.predicate
def leads_idea(user, idea) -> bool:
    return idea is not None and leads_community(user, idea.community)


@rules.predicate
def edits_for_applicant(user, application) -> bool:
    """Leader, treasurer and editor of the applying community; read afresh, so a lost role loses the form at once."""
    return application is not None and edits_in(user, application.community_id)


@rules.predicate
def sits_in_commission(user, call) -> bool:
    return call is not None and call.commission.filter(user=user).exists()


ADMINISTERS = is_call_administrator
READS = is_call_administrator | is_auditor | is_lawyer | is_accountant | is_administrator

rules.add_perm("grants", is_staff)
rules.add_perm("grants.view_call", is_staff)
rules.add_perm("grants.add_call", ADMINISTERS)
rules.add_perm("grants.change_call", ADMINISTERS)
rules.add_perm("grants.publish_call", ADMINISTERS)
rules.add_perm("grants.view_callquestion", READS)
rules.add_perm("grants.answer_callquestion", ADMINISTERS)
for _part in (
    "lot",
    "costcategory",
    "inkindrate",
    "criterion",
    "bonus",
    "attachmentkind",
    "instalmentterm",
    "commissionmember",
):
    for _verb in ("view", "add", "change", "delete"):
        rules.add_perm(f"grants.{_verb}_{_part}", ADMINISTERS)
rules.add_perm("grants.view_application", READS)
rules.add_perm("grants.view_decision", READS)
rules.add_perm("grants.check_application", ADMINISTERS)
rules.add_perm("grants.decide_application", ADMINISTERS)
rules.add_perm("grants.see_application", is_member_of_applicant | READS)
rules.add_perm("grants.open_receipt", is_member_of_applicant)
rules.add_perm("grants.edit_application", edits_for_applicant)
rules.add_perm("grants.submit_application", leads_applicant)
rules.add_perm("grants.confirm_partner", leads_partner)
rules.add_perm("grants.view_extension", READS)
rules.add_perm("grants.extend_application", ADMINISTERS)
rules.add_perm("grants.view_idea", READS)
rules.add_perm("grants.edit_idea", edits_for_idea)
rules.add_perm("grants.withdraw_idea", leads_idea)
rules.add_perm("grants.answer_idea", ADMINISTERS)
rules.add_perm("grants.answer_clarification", edits_for_applicant)
rules.add_perm("grants.view_sitting", READS)
rules.add_perm("grants.run_sitting", ADMINISTERS)
rules.add_perm("grants.evaluate", is_evaluator)
for _part in ("contract", "instalment", "changerequest", "projectreport"):
    rules.add_perm(f"grants.view_{_part}", READS)
rules.add_perm("grants.run_contracts", ADMINISTERS)
rules.add_perm("grants.approve_instalment", is_accountant)
rules.add_perm("grants.write_project", edits_for_applicant)
rules.add_perm("grants.bind_project", leads_applicant)
rules.add_perm("grants.evaluate_call", is_evaluator & sits_in_commission)

rules.add_perm("grants.view_cofinancingfund", is_staff)
for _verb in ("add", "change"):
    rules.add_perm(f"grants.{_verb}_cofinancingfund", ADMINISTERS)
rules.add_perm("grants.view_cofinancingrequest", READS)
rules.add_perm("grants.decide_cofinancing", ADMINISTERS)

rules.add_perm("grants.view_subsidyscheme", is_staff)
for _verb in ("add", "change"):
    rules.add_perm(f"grants.{_verb}_subsidyscheme", ADMINISTERS)
rules.add_perm("grants.run_subsidies", ADMINISTERS)
for _part in ("subsidytier", "subsidycost", "tiercondition"):
    rules.add_perm(f"grants.view_{_part}", is_staff)
    for _verb in ("add", "change", "delete"):
        rules.add_perm(f"grants.{_verb}_{_part}", ADMINISTERS)
rules.add_perm("grants.view_conditionwaiver", READS)
rules.add_perm("grants.view_subsidyclaim", READS)
rules.add_perm("grants.check_subsidyclaim", ADMINISTERS)
rules.add_perm("grants.approve_subsidy_payment", is_accountant)
