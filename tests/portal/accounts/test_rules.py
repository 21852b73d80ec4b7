"""Who may what with the kernel's own things, cell by cell."""

import pytest
from rules.permissions import permissions

from portal.accounts.models import User
from portal.accounts.predicates import has_role
from portal.accounts.roles import ROLES, Role

KERNEL = ("accounts", "municipality", "obligations", "audit", "notifications", "documents", "pages")
STAFF = {role for role in Role if ROLES[role].is_staff}
ADMINISTRATOR = {Role.ADMINISTRATOR}
EMPTY_PHRASES = ("obligations.add_emptyphrase", "obligations.change_emptyphrase")
READS_SETTINGS = {Role.ADMINISTRATOR, Role.AUDITOR, Role.COORDINATOR}

MAY = {
    **dict.fromkeys(set(KERNEL) - {"pages"}, STAFF),
    "accounts.view_user": {Role.ADMINISTRATOR, Role.AUDITOR},
    "accounts.change_user": ADMINISTRATOR,
    "accounts.grant_roles": ADMINISTRATOR,
    **{f"municipality.view_{model}": READS_SETTINGS for model in ("municipality", "unit", "unitmember")},
    **{f"municipality.change_{model}": ADMINISTRATOR for model in ("municipality", "unit", "unitmember")},
    **{f"municipality.add_{model}": ADMINISTRATOR for model in ("unit", "unitmember")},
    "municipality.delete_unitmember": ADMINISTRATOR,
    "obligations.view_obligation": STAFF,
    "obligations.extend_obligation": {Role.COORDINATOR, Role.CALLS},
    "obligations.view_sensitive_obligation": {Role.SOCIAL},
    **{f"obligations.view_{model}": STAFF for model in ("legalrule", "workdayexception")},
    **{f"obligations.{verb}_{model}": ADMINISTRATOR for verb in ("add", "change") for model in ("legalrule", "workdayexception")},
    "obligations.delete_workdayexception": ADMINISTRATOR,
    "obligations.view_emptyphrase": STAFF,
    **{key: {Role.ADMINISTRATOR, Role.COORDINATOR} for key in EMPTY_PHRASES},
    "audit.view_event": {Role.AUDITOR, Role.ADMINISTRATOR, Role.SOCIAL},
    "audit.view_sensitive_event": {Role.SOCIAL},
    "notifications.view_message": READS_SETTINGS | {Role.SOCIAL},
    "notifications.view_sensitive_message": {Role.SOCIAL},
    "notifications.send_message_again": {Role.ADMINISTRATOR, Role.COORDINATOR, Role.SOCIAL},
    "notifications.view_proof": STAFF,
    "pages.view_gallery": STAFF,
    "documents.view_document": STAFF,
    "documents.receive_signed_copy": {Role.LAWYER, Role.COORDINATOR, Role.CALLS},
    "documents.make_again": {Role.ADMINISTRATOR, Role.LAWYER, Role.COORDINATOR, Role.CALLS},
}


def holder(role: str, **more) -> User:
    return User(roles=[role], is_staff=ROLES[role].is_staff, **more)


def test_every_permission_of_the_kernel_stands_in_the_table():
    assert {name for name in permissions if name.split(".")[0] in KERNEL} == set(MAY)


@pytest.mark.parametrize("permission", MAY)
def test_a_permission_belongs_to_its_roles_alone(permission):
    assert {role for role in Role if holder(role).has_perm(permission)} == MAY[permission]


@pytest.mark.parametrize("permission", MAY)
def test_a_resident_and_a_closed_account_may_nothing_of_it(permission):
    assert not User().has_perm(permission)
    assert not any(holder(role, is_active=False).has_perm(permission) for role in Role)


@pytest.mark.parametrize("is_active", [True, False])
def test_of_many_permissions_a_person_has_the_same_as_one_by_one(is_active):
    officer = holder(Role.SOCIAL, is_active=is_active)

    held = officer.permissions_among([*MAY, "nobody.declared_this"])

    assert held == {name for name in MAY if officer.has_perm(name)}
    assert bool(held) == is_active


def test_nobody_is_all_powerful():
    administrator = holder(Role.ADMINISTRATOR)

    assert administrator.is_superuser is False
    assert not administrator.has_perm("obligations.view_sensitive_obligation")
    assert not administrator.has_perm("nobody.declared_this")


def test_a_predicate_of_several_roles_holds_for_each_of_them():
    reads = has_role(Role.AUDITOR, Role.LAWYER)

    assert [role for role in Role if reads(holder(role))] == [Role.LAWYER, Role.AUDITOR]


@pytest.mark.parametrize("role", Role)
def test_every_role_says_what_it_is_for(role):
    assert ROLES[role].description
