"""Submissions, proposals and campaigns: who may open what."""

from typing import Any

from django.utils import timezone

from participation.models import BudgetCampaign, Submission
from participation.queries.submission import LINK, SUPPORT_LINK
from tests.factories.files import stored_file
from tests.factories.submission import gather_signatures, submit, submit_as_guest, support_as_guest
from tests.project.visitors import (
    ADMINISTRATOR,
    AUDITOR,
    COORDINATOR,
    LEADER,
    OFFICER,
    STAFF,
    Desk,
    Page,
    first,
    official,
    only,
    person,
    private,
    public,
)


def point_of_a_proposal() -> dict[str, Any]:
    return {"pk": Submission.objects.public().filter(latitude__isnull=False).first().pk}


def leaders_submission() -> dict[str, Any]:
    return {"pk": submit(by=person(LEADER), kind="submission").pk}


def leaders_attachment() -> dict[str, Any]:
    return {"pk": submit(by=person(LEADER), kind="submission", attachment=stored_file()).pk}


def leaders_collective() -> dict[str, Any]:
    leader = person(LEADER)
    return {"pk": gather_signatures(by=leader, author_name=leader.name).pk}


def supported() -> dict[str, Any]:
    return {"pk": Submission.objects.public().waiting().exclude(author=person(LEADER)).first().pk}


def guests_link() -> dict[str, Any]:
    return {"token": LINK.token_for(submit_as_guest(now=timezone.now()).pk)}


def supporters_link() -> dict[str, Any]:
    return {"token": SUPPORT_LINK.token_for(support_as_guest(submit()).pk)}


READS = only(COORDINATOR, OFFICER, AUDITOR, ADMINISTRATOR)


def paper() -> dict[str, Any]:
    return {"pk": Submission.objects.filter(channel="paper").first().pk}


REGISTERING = dict.fromkeys(
    ("izskatit", "nodala", "noformet", "lietvediba", "parakstits", "izpildits"), only(COORDINATOR)
)  # fmt: skip

PAGES: tuple[Page, ...] = (
    public("participation:proposal_map"),
    public("participation:proposal_point", point_of_a_proposal),
    public("participation:submission_start"),
    public("participation:submission_create"),
    public("participation:submission_create", query="?veids=kolektivais-iesniegums"),
    public("participation:submission_sent"),
    public("participation:submission_confirm", guests_link),
    public("participation:submission_withdraw", leaders_submission, opens=only(LEADER)),
    public("participation:submission_hand_in", leaders_collective, opens=only(LEADER)),
    private("participation:submission_attachment", leaders_attachment, opens=only(LEADER) | READS),
    private("participation:own_submissions"),
    public("participation:support_create", supported),
    private("participation:support_withdraw", supported, status=405),
    public("participation:support_confirm", supporters_link),
    public("participation:campaign_list"),
    public("participation:campaign_detail", first(BudgetCampaign.objects.public)),
    official("admin:participation_submission_import", lambda: {"name": "iesniegumi"}, opens=only(COORDINATOR, OFFICER)),
    official(
        "admin:participation_submission_import_template",
        lambda: {"name": "iesniegumi", "format_name": "csv"},
        opens=only(COORDINATOR, OFFICER),
    ),
    official("admin:participation_submission_receipt", paper, opens=only(COORDINATOR), status=302),
    official("admin:participation_submission_signatures", leaders_collective, opens=only(COORDINATOR)),
)

DESKS: dict[str, Desk] = {
    "participation.budgetcampaign": Desk(
        STAFF, only(COORDINATOR), steps=dict.fromkeys(("publicet", "slegt", "balsojums"), only(COORDINATOR))
    ),
}
