"""Opinions, moderation and early warnings: who may open what."""

from typing import Any

from django.utils import timezone

from participation.models import Consultation, EarlyWarning, Opinion, WarningCategory
from participation.queries.early_warning import warning_token
from tests.factories.early_warning import warn_as_guest
from tests.factories.files import stored_file
from tests.factories.participation import give_opinion
from tests.project.visitors import (
    ADMINISTRATOR,
    AUDITOR,
    COORDINATOR,
    LEADER,
    OFFICER,
    SOCIAL,
    STAFF,
    Desk,
    Page,
    official,
    only,
    person,
    private,
    public,
)

READS_OPINIONS = only(COORDINATOR, OFFICER, AUDITOR, ADMINISTRATOR)


def leaders_opinion() -> dict[str, int]:
    return {"pk": give_opinion(Consultation.objects.open(timezone.now()).first(), by=person(LEADER)).pk}


def entered_opinion() -> Opinion:
    return Opinion.objects.filter(entered_by__isnull=False).first()


def opinion_with_evidence() -> dict[str, Any]:
    opinion = Opinion.objects.filter(voice="joint").first()
    Opinion.objects.filter(pk=opinion.pk).update(evidence=stored_file("protokols.pdf"))
    return {"pk": opinion.pk}


def sensitive_warning() -> EarlyWarning:
    return EarlyWarning.objects.filter(is_sensitive=True).first()


PAGES: tuple[Page, ...] = (
    public("participation:opinion_edit", leaders_opinion, opens=only(LEADER)),
    public("participation:opinion_appeal", leaders_opinion, opens=only(LEADER)),
    private("participation:own_opinions"),
    public("participation:warning_create"),
    public("participation:warning_sent"),
    public("participation:warning_confirm", lambda: {"token": warning_token(warn_as_guest(WarningCategory.objects.first()))}),
    official("admin:participation_opinion_receipt", lambda: {"pk": entered_opinion().pk}, opens=only(COORDINATOR), status=302),
    official(
        "admin:participation_opinion_evidence",
        opinion_with_evidence,
        opens=READS_OPINIONS,
    ),
)

MODERATING = dict.fromkeys(("paslept", "paradit", "iebildums"), only(COORDINATOR))

DESKS: dict[str, Desk] = {
    "participation.earlywarning": Desk(
        only(SOCIAL),
        steps=dict.fromkeys(("atbildet", "parnemt", "policija", "nodot", "slegt"), only(SOCIAL)),
        row=sensitive_warning,
        sees_others=STAFF - only(SOCIAL),
    ),
    "participation.warningcategory": Desk(only(ADMINISTRATOR), only(ADMINISTRATOR)),
}
