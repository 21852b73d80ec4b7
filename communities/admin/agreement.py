from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.actions.agreement import publish_agreement, put_into_force, send_for_signing
from communities.admin.base import IndexedAdmin
from communities.enums import AgreementState
from communities.forms.agreement import PutIntoForceForm
from communities.models import (
    Agreement,
    Clause,
    Commitment,
)
from communities.workflow import AGREEMENT
from portal.audit.wording import timeline
from portal.documents.models import Document
from portal.ui.admin import OfficialRows, Step


class ClauseInline(OfficialRows):
    model = Clause


class CommitmentInline(OfficialRows):
    model = Commitment


def _next_is(state: str):
    return lambda agreement: AGREEMENT.allows(agreement.state, state)


@admin.register(Agreement)
class AgreementAdmin(IndexedAdmin):
    slug_from = "title"
    list_display = ("title", "kind", "community", "state", "valid_from", "valid_to")
    list_filter = ("kind", "state")
    search_fields = ("title", "number")
    autocomplete_fields = ("community",)
    workflow_fields = ("state", "published_at", "signed_on", "number")
    inlines = (ClauseInline, CommitmentInline)
    steps = (
        Step(
            name="publicet",
            label=_("Publish the draft"),
            permission="communities.change_agreement",
            perform=lambda agreement, **answers: publish_agreement(agreement=agreement, **answers),
            done=_("The draft is public and is being printed."),
            available=_next_is(AgreementState.PUBLISHED),
        ),
        Step(
            name="parakstit",
            label=_("Send for signing"),
            permission="communities.change_agreement",
            perform=lambda agreement, **answers: send_for_signing(agreement=agreement, **answers),
            done=_("The version to be signed is being printed."),
            available=_next_is(AgreementState.SIGNING),
            prominent=True,
        ),
        Step(
            name="speka",
            label=_("Put into force"),
            permission="communities.sign_agreement",
            perform=lambda agreement, **answers: put_into_force(agreement=agreement, **answers),
            done=_("The agreement is in force; its commitments have their clocks."),
            form=PutIntoForceForm,
            available=_next_is(AgreementState.IN_FORCE),
            prominent=True,
            initial=lambda agreement: {"signed_on": timezone.localdate()},
        ),
    )

    def is_locked(self, agreement) -> bool:
        return agreement.state != AgreementState.DRAFT

    def side_context(self, request, agreement):
        return {
            "side_template": "admin/communities/agreement_side.html",
            "document": Document.objects.latest_of("communities.agreement", agreement),
            "entries": timeline(agreement, public=False),
        }
