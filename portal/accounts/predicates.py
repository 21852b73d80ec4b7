"""Small named truths about a person, from which every app's ``rules.py`` composes who may what."""

import rules

from portal.accounts.roles import Role


def has_role(*roles: str) -> rules.Predicate:
    """The person holds at least one of ``roles``."""

    def predicate(user) -> bool:
        return user.is_authenticated and user.is_active and not set(roles).isdisjoint(user.roles)

    return rules.Predicate(predicate, name="has_role:" + "+".join(roles))


@rules.predicate
def is_staff(user) -> bool:
    return user.is_authenticated and user.is_active and user.is_staff


is_coordinator = has_role(Role.COORDINATOR)
is_call_administrator = has_role(Role.CALLS)
is_officer = has_role(Role.OFFICER, Role.COORDINATOR)
is_evaluator = has_role(Role.EVALUATOR)
is_lawyer = has_role(Role.LAWYER)
is_accountant = has_role(Role.ACCOUNTANT)
is_social_service = has_role(Role.SOCIAL)
is_auditor = has_role(Role.AUDITOR)
is_administrator = has_role(Role.ADMINISTRATOR)
