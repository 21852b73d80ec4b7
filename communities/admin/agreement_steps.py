"""The named steps of an agreement: who may take which, when, and what it asks."""

from collections.abc import Callable

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.actions.agreement import (
    add_library_clauses,
    publish_agreement,
    put_into_force,
    receive_agreement_copy,
    send_for_signing,
)
from communities.actions.agreement_course import amend_agreement, renew_agreement, review_agreement, terminate_agreement
from communities.actions.negotiation import agree_on_version, comment_on_version, offer_version, take_back
from communities.enums import AgreementState, CommitmentParty
from communities.forms.agreement import (
    LibraryForm,
    NumberForm,
    OfferForm,
    OfficersCommentForm,
    PutIntoForceForm,
    ReviewedForm,
    TakeBackForm,
    TerminateForm,
)
from communities.models import Agreement
from communities.queries.agreement import latest_version
from communities.workflow import AGREEMENT
from portal.documents.forms import SignedCopyForm
from portal.ui.admin import Step

CHANGES = "communities.change_agreement"
SIGNS = "communities.sign_agreement"
OURS = CommitmentParty.MUNICIPALITY


def _next_is(state: str) -> Callable[[Agreement], bool]:
    return lambda agreement: AGREEMENT.allows(agreement.state, state)


def _we_write(agreement: Agreement) -> bool:
    return agreement.state == AgreementState.DRAFT and agreement.turn == OURS and not agreement.agreed_version


def _we_may_agree(agreement: Agreement) -> bool:
    last = latest_version(agreement) if _we_write(agreement) and agreement.is_negotiated else None
    return last is not None and last.side == CommitmentParty.COMMUNITY


def _may_remark(agreement: Agreement) -> bool:
    return agreement.state in (AgreementState.DRAFT, AgreementState.PUBLISHED) and latest_version(agreement) is not None


def _may_take_back(agreement: Agreement) -> bool:
    return not _we_write(agreement) and (
        agreement.state == AgreementState.DRAFT or AGREEMENT.allows(agreement.state, AgreementState.DRAFT)
    )


def _may_publish(agreement: Agreement) -> bool:
    return agreement.is_negotiated and agreement.agreed_version is not None and _next_is(AgreementState.PUBLISHED)(agreement)


def _may_sign(agreement: Agreement) -> bool:
    return _next_is(AgreementState.SIGNING)(agreement) and bool(agreement.agreed_version or not agreement.is_negotiated)


def _is_in_force(agreement: Agreement) -> bool:
    return agreement.state == AgreementState.IN_FORCE and not agreement.is_over_on(timezone.localdate())


def _was_in_force(agreement: Agreement) -> bool:
    return agreement.state in (AgreementState.IN_FORCE, AgreementState.EXPIRED)


STEPS = (
    Step(
        name="piedavat",
        label=_("Offer to the community"),
        permission=CHANGES,
        perform=lambda agreement, **answers: offer_version(agreement=agreement, **answers),
        done=_("The community has the text and is told by e-mail."),
        form=OfferForm,
        available=lambda agreement: agreement.is_negotiated and _we_write(agreement),
        explanation=_("The text as it stands becomes the next version. Until the community answers, you can only take it back."),
        prominent=True,
    ),
    Step(
        name="piekrist",
        label=_("Agree to the community's version"),
        permission=CHANGES,
        perform=lambda agreement, **who: agree_on_version(
            agreement=agreement, number=latest_version(agreement).number, side=OURS, **who
        ),
        done=_("Both sides agree on the text. It can be published or sent for signing."),
        available=_we_may_agree,
        explanation=_("The text is taken exactly as the community proposed it."),
        prominent=True,
    ),
    Step(
        name="biblioteka",
        label=_("Add from the library"),
        permission=CHANGES,
        perform=lambda agreement, **answers: add_library_clauses(agreement=agreement, **answers),
        done=_("The clauses stand at the end of their parts."),
        form=LibraryForm,
        available=_we_write,
    ),
    Step(
        name="piezime",
        label=_("Remark on the text"),
        permission=CHANGES,
        perform=lambda agreement, **answers: comment_on_version(version=latest_version(agreement), side=OURS, **answers),
        done=_("The community sees the remark."),
        form=OfficersCommentForm,
        available=_may_remark,
    ),
    Step(
        name="publicet",
        label=_("Publish the draft"),
        permission=CHANGES,
        perform=lambda agreement, **answers: publish_agreement(agreement=agreement, **answers),
        done=_("The draft is public and is being printed."),
        available=_may_publish,
    ),
    Step(
        name="parakstit",
        label=_("Send for signing"),
        permission=CHANGES,
        perform=lambda agreement, **answers: send_for_signing(agreement=agreement, **answers),
        done=_("The version to be signed is being printed; the community gets it by e-mail."),
        form=NumberForm,
        available=_may_sign,
        prominent=True,
        initial=lambda agreement: {"number": agreement.number},
    ),
    Step(
        name="kopija",
        label=_("Take the signed copy"),
        permission="communities.change_agreement",
        perform=lambda agreement, file, **who: receive_agreement_copy(agreement=agreement, upload=file, side=OURS, **who),
        done=_("The signed copy is kept with this version."),
        form=SignedCopyForm,
        available=lambda agreement: agreement.state == AgreementState.SIGNING,
        explanation=_(
            "The portal compares the contents byte for byte; whether the signatures are valid is checked at eparaksts.lv."
        ),
    ),
    Step(
        name="speka",
        label=_("Put into force"),
        permission=SIGNS,
        perform=lambda agreement, **answers: put_into_force(agreement=agreement, **answers),
        done=_("The agreement is in force; its commitments have their clocks."),
        form=PutIntoForceForm,
        available=_next_is(AgreementState.IN_FORCE),
        prominent=True,
        initial=lambda agreement: {"signed_on": timezone.localdate()},
    ),
    Step(
        name="mainit",
        label=_("Take the text back"),
        permission=CHANGES,
        perform=lambda agreement, **answers: take_back(agreement=agreement, **answers),
        done=_("The text is yours to change."),
        form=TakeBackForm,
        available=_may_take_back,
        explanation=_("Both sides have to agree anew; a published draft has to be published anew."),
    ),
    Step(
        name="parskatits",
        label=_("Yearly review held"),
        permission=CHANGES,
        perform=lambda agreement, **answers: review_agreement(agreement=agreement, **answers),
        done=_("The review is noted."),
        form=ReviewedForm,
        available=_is_in_force,
        initial=lambda agreement: {"reviewed_on": timezone.localdate()},
    ),
    Step(
        name="grozit",
        label=_("Amend"),
        permission=CHANGES,
        perform=lambda agreement, **who: amend_agreement(agreement=agreement, **who),
        done=_("A draft of the amended agreement is begun."),
        available=_is_in_force,
        explanation=_("The agreement stays in force until its amended version is signed; then that one replaces it."),
    ),
    Step(
        name="atjaunot",
        label=_("Renew"),
        permission=CHANGES,
        perform=lambda agreement, **who: renew_agreement(agreement=agreement, **who),
        done=_("A draft for the time after the last day is begun."),
        available=_was_in_force,
        explanation=_("A new draft with the same text begins the day after this agreement ends."),
    ),
    Step(
        name="izbeigt",
        label=_("Terminate"),
        permission=SIGNS,
        perform=lambda agreement, **answers: terminate_agreement(agreement=agreement, **answers),
        done=_("The agreement is terminated; what was not kept yet is owed no longer."),
        form=TerminateForm,
        available=_is_in_force,
        initial=lambda agreement: {"ended_on": timezone.localdate()},
    ),
)
