"""The demo municipality: settings, people with their roles, units with their officers."""

from portal.accounts.actions import create_person
from portal.management.demo import Demo
from portal.municipality.models import Municipality, Unit, UnitMember
from portal.municipality.queries import forget_municipality


def load(demo: Demo) -> None:
    content = demo.content("municipality")
    Municipality.objects.create(pk=1, **content["municipality"])
    forget_municipality()
    demo.made["people"] = {
        f"{name}@example.lv": create_person(
            email=f"{name}@example.lv", name=label, password=demo.password, roles=roles, is_demo=True, now=demo.at(-500)
        )
        for name, label, roles in content["people"]
    }
    demo.made["units"] = {row["key"]: _unit(demo, row) for row in content["units"]}


def _unit(demo: Demo, row: dict) -> Unit:
    unit = Unit.objects.create(
        name=row["name"],
        slug=row["key"],
        email=row["email"],
        phone=row["phone"],
        head=demo.person(row["head"]) if row["head"] else None,
    )
    UnitMember.objects.bulk_create(UnitMember(unit=unit, user=demo.person(name)) for name in row["members"])
    return unit
