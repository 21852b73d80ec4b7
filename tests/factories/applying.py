"""What stands beside an application's texts and budget, and calls that begin with ideas."""

from datetime import datetime, timedelta
from decimal import Decimal
from uuid import uuid4

from communities.models import Community
from grants.actions.attachment import attach
from grants.actions.idea import submit_idea
from grants.models import Application, Attachment, AttachmentKind, Call, Idea
from portal.files.actions import store_upload
from portal.files.models import File
from portal.files.uploads import CheckedUpload
from tests.factories.communities import CommunityFactory
from tests.factories.files import pdf
from tests.factories.grants import ANNOUNCED, DEADLINE, IN_TIME, leader_of, published_call
from tests.factories.portal import PersonFactory

TYPED_ELIGIBILITY = {
    "applicant": "association", "verified": "yes", "place": "yes", "debts": "no", "contracts": "no", "insolvency": "no",
    "sum": "within", "own_share": "yes", "time": "yes",
}  # fmt: skip
"""Answers with which everything passes."""

IDEAS_UNTIL = DEADLINE - timedelta(days=50)
IDEA_TIME = ANNOUNCED + timedelta(days=5)
ANSWERED = IDEAS_UNTIL + timedelta(days=10)
WHY_NOT = "Idejā nav redzams, kā iesaistīsies iedzīvotāji un kas paliks pēc tās."


def two_round_call(**fields) -> Call:
    """Announced, with a first round of ideas about which residents are asked."""
    return published_call(
        **{"rounds": 2, "ideas_until": IDEAS_UNTIL, "ideas_consulted": True, "development_grant": Decimal(150)} | fields
    )


def handed_in_idea(call: Call, community: Community | None = None, *, now: datetime = IDEA_TIME, **changes) -> Idea:
    community = community or CommunityFactory(leader=PersonFactory())
    told = {
        "title": "Āra klase upes krastā", "summary": "Nojume ar soliem un tāfeli.", "need": "Apkaimē nav vietas zem jumta.",
        "estimate": Decimal(900), "is_public": True, "form_token": uuid4(),
        "neighbourhood": community.neighbourhoods.first(),
    }  # fmt: skip
    return submit_idea(call=call, community=community, by=leader_of(community), now=now, **(told | changes))


def attached(application: Application, kind: AttachmentKind | None = None) -> Attachment:
    leader = leader_of(application.community)
    return attach(application=application, kind=kind, upload=_minutes(leader), by=leader, now=IN_TIME)


def paper_of(application: Application) -> Attachment:
    """A paper with an application that is handed in already, whatever its call asks for."""
    leader = leader_of(application.community)
    return Attachment.objects.create(
        application=application, upload=_minutes(leader), attached_at=IN_TIME, attached_by=leader
    )  # fmt: skip


def _minutes(by) -> File:
    return store_upload(upload=CheckedUpload("protokols.pdf", "application/pdf", pdf()), by=by, now=IN_TIME)
