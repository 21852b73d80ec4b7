"""The demo's people who have joined actions of the adopted plan."""

from actionplans.actions.joining import confirm_joining, join_action, note_contact
from actionplans.models import Action
from portal.audit.actions import Guest
from portal.management.demo import Demo


def load(demo: Demo) -> None:
    for row in demo.content("joinings")["joinings"]:
        _joining(demo, row)


def _joining(demo: Demo, row: dict) -> None:
    now, account = demo.at(row["days"]), "name" not in row
    by = demo.person(row["email"].partition("@")[0]) if account else Guest()
    joining = join_action(
        plan_action=Action.objects.get(plan__adopted_on__isnull=False, code=row["action"]),
        name=by.name if account else row["name"],
        email=row["email"],
        time=row["time"],
        offer=row["offer"],
        by=by,
        now=now,
    )
    if not row.get("unconfirmed"):
        joining = confirm_joining(joining=joining, by=by, now=now)
    if row.get("contacted"):
        note_contact(joining=joining, by=demo.person("koordinators"), now=now)
