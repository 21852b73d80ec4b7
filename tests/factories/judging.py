"""A commission that sits, as far as the actions have brought it."""

from decimal import Decimal

from grants.actions.checking import ask_clarification
from grants.actions.sitting import Proposal, end_sitting, open_sitting, save_sitting, send_letters
from grants.models import Application, Call, Clarification, Sitting
from tests.factories.grants import JUDGING, call_administrator

QUESTION = "Lūdzam precizēt, kur soliņi stāvēs un kas tos kops."
WHY = "Projektu īsteno mazākā apjomā, jo atlikums nesedz visu."


def opened_sitting(call: Call) -> Sitting:
    return open_sitting(call=call, held_at=JUDGING, place="Sēžu zāle", by=call_administrator(), now=JUDGING)


def prepared_sitting(call: Call, proposals: dict[Application, tuple] | None = None, **facts) -> Sitting:
    """A sitting with everybody present; ``proposals`` maps an application to outcome, sum and reason, and what is not
    named stands as the ranking has it: funded in full."""
    sitting = facts.pop("sitting", None) or opened_sitting(call)
    given = {one.pk: Proposal(*facts) for one, facts in (proposals or {}).items()}
    for one in call.applications.filter(state="evaluated").exclude(pk__in=given):
        given[one.pk] = Proposal("funded", one.requested)
    about = {"present": set(call.commission.values_list("pk", flat=True)), "course": "", "notes": {}} | facts
    return save_sitting(sitting=sitting, proposals=given, by=call_administrator(), now=JUDGING, **about)


def ended_sitting(call: Call, proposals: dict[Application, tuple] | None = None, **facts) -> Sitting:
    return end_sitting(sitting=prepared_sitting(call, proposals, **facts), by=call_administrator(), now=JUDGING)


def sent_sitting(call: Call, proposals: dict[Application, tuple] | None = None, **facts) -> Sitting:
    return send_letters(sitting=ended_sitting(call, proposals, **facts), by=call_administrator(), now=JUDGING)


def asked_clarification(application: Application, *fields: str, days: int = 5) -> Clarification:
    return ask_clarification(
        application=application, question=QUESTION, fields=fields or ("results",), days=days, by=call_administrator(),
        now=JUDGING,
    )  # fmt: skip


PARTLY = ("funded", Decimal(400), WHY)
REJECTED = ("rejected", Decimal(0), "Iesaiste nav pietiekami aprakstīta un pamatota.")
