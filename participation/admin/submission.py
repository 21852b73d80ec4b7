from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from tablib import Dataset

from participation.actions.register import (
    assign_submission,
    carry_out,
    examine_submission,
    file_in_document_system,
    mark_signed,
    read_signatures,
    word_formally,
)
from participation.actions.submission import receive_submission
from participation.admin.answering import AnswerableAdmin, answer_steps
from participation.enums import Channel, Promise, SubmissionState
from participation.forms.register import (
    REGISTERED,
    AssignForm,
    CarriedOutForm,
    FilingForm,
    FormalForm,
    RegisterForm,
    SignedForm,
    SubmissionImport,
    instant_of,
)
from participation.models import Submission
from participation.resources import RegisterResource
from portal.files.importing_desk import ImportingAdmin
from portal.obligations.receipts import open_in_browser, receipt_of
from portal.ui.admin import Step
from portal.ui.exports import table_response

REGISTERS = "participation.register_submission"
WAITING = (SubmissionState.RECEIVED, SubmissionState.EXAMINED)


def _waits(submission: Submission) -> bool:
    return submission.state in WAITING


def _is_registered(submission: Submission) -> bool:
    return submission.state in (*WAITING, SubmissionState.ANSWERED)


STEPS = (
    Step(
        name="izskatit",
        label=_("Begin to examine"),
        permission="participation.examine_submission",
        perform=lambda submission, **who: examine_submission(submission=submission, **who),
        done=_("Its author sees that it is being examined."),
        available=lambda submission: submission.state == SubmissionState.RECEIVED,
    ),
    Step(
        name="nodala",
        label=_("Give to another unit"),
        permission=REGISTERS,
        perform=lambda submission, **answers: assign_submission(submission=submission, **answers),
        done=_("The other unit answers; the term stays as it was."),
        form=AssignForm,
        available=_waits,
    ),
    Step(
        name="noformet",
        label=_("Word formally"),
        permission=REGISTERS,
        perform=lambda submission, **answers: word_formally(submission=submission, **answers),
        done=_("The formal wording stands beside the author's words."),
        form=FormalForm,
        available=_is_registered,
        initial=lambda submission: {
            "formal_title": submission.formal_title, "formal_text": submission.formal_text or submission.text,
        },
    ),
    Step(
        name="lietvediba",
        label=_("Number in the document system"),
        permission=REGISTERS,
        perform=lambda submission, **answers: file_in_document_system(submission=submission, **answers),
        done=_("Both numbers stand beside each other."),
        form=FilingForm,
        available=_is_registered,
        initial=lambda submission: {"dvs_number": submission.dvs_number, "dvs_date": submission.dvs_date},
    ),
    Step(
        name="parakstits",
        label=_("Mark as signed"),
        permission=REGISTERS,
        perform=lambda submission, **answers: mark_signed(submission=submission, **answers),
        done=_("From the day of receipt the term set by law applies."),
        form=SignedForm,
        available=lambda submission: _waits(submission) and not submission.is_signed,
        explanation=_("The portal keeps the signed copy; whether its signatures are valid is checked at eparaksts.lv."),
    ),
    Step(
        name="izpildits",
        label=_("Carried out"),
        permission=REGISTERS,
        perform=lambda submission, **answers: carry_out(submission=submission, **answers),
        done=_("The page of the proposal says what was done."),
        form=CarriedOutForm,
        available=lambda submission: submission.state == SubmissionState.ANSWERED,
    ),
)  # fmt: skip


@admin.register(Submission)
class SubmissionAdmin(ImportingAdmin, AnswerableAdmin):
    """The register of all that must be answered: what came by the portal, and what officers enter from paper."""

    promise = Promise.SUBMISSION_ANSWER
    side_template = "admin/participation/submission_side.html"
    list_display = ("number", "title", "kind", "neighbourhood", "state", "reading", "dvs_number")
    list_reads = ()
    list_display_links = ("title",)
    list_filter = ("state", "kind", "campaign", "theme", "neighbourhood", "unit", "channel")
    search_fields = ("title", "text", "dvs_number")
    export_resource = RegisterResource
    imports = (SubmissionImport,)
    fields = (
        "title", "kind", "need", "concerns", "own_part", "decision", "wished_on", "target", "theme", "campaign",
        "neighbourhood", "place", "form", "contributions", "groups", "basis", "forum", "voice", "community",
        "residents_represented", "how_agreed", "author_name", "author_email", "language", "unit", "channel", "is_signed",
        "received_at", "dvs_number", "dvs_date", "formal_title", "formal_text", "support_count", "carried_out_on",
        "carried_out",
    )  # fmt: skip
    steps = (*answer_steps(("received", "examined")), *STEPS)

    def has_add_permission(self, request):
        return request.user.has_perm("participation.add_submission")

    def get_form(self, request, obj=None, change=False, **kwargs):
        return super().get_form(request, obj, change, **({} if obj else {"form": RegisterForm}) | kwargs)

    def get_fieldsets(self, request, obj=None):
        if obj is not None:
            return super().get_fieldsets(request, obj)
        first, rest = REGISTERED[:3], REGISTERED[3:]
        return [
            (None, {"fields": (*first, "received_on", *rest), "description": _("What came on paper, by e-address or by word.")})
        ]

    def get_changeform_initial_data(self, request):
        return {"channel": Channel.PAPER, "is_signed": True} | super().get_changeform_initial_data(request)

    def save_model(self, request, obj, form, change):
        """Registered by the action: number, clock from the real day, letter to the author."""
        answers = {name: form.cleaned_data[name] for name in REGISTERED}
        received_at = instant_of(form.cleaned_data["received_on"], request.arrived_at)
        registered = receive_submission(received_at=received_at, by=request.user, now=request.arrived_at, **answers)
        obj.pk = registered.pk
        obj.refresh_from_db()

    def get_urls(self):
        own = [
            path(f"<int:pk>/{address}/", self.admin_site.admin_view(view), name=f"participation_submission_{name}")
            for address, view, name in (
                ("kvits", self.receipt_view, "receipt"),
                ("paraksti", self.signatures_view, "signatures"),
            )
        ]
        return own + super().get_urls()

    def _own(self, request, pk, permission: str) -> Submission:
        submission = self.get_object(request, str(pk))
        if submission is None:
            raise Http404
        if not request.user.has_perm(permission, submission):
            raise PermissionDenied
        return submission

    def receipt_view(self, request, pk):
        """The receipt of what an officer registered, to be printed and given to the author."""
        submission = self._own(request, pk, REGISTERS)
        receipt = receipt_of(submission)
        if submission.channel == Channel.WEB or receipt is None:
            raise PermissionDenied
        open_in_browser(request, receipt)
        return redirect("obligations:receipt_detail", receipt.number)

    def signatures_view(self, request, pk):
        """The names under a collective submission, as a table; that it was opened is noted."""
        submission = self._own(request, pk, REGISTERS)
        if not submission.is_collective:
            raise Http404
        table = Dataset(headers=[gettext("Name and surname"), gettext("Signed")])
        for signature in read_signatures(submission=submission, by=request.user, now=request.arrived_at):
            table.append([signature.name, f"{localdate(signature.confirmed_at):%Y-%m-%d}"])
        return table_response(table, "xlsx", name=f"paraksti-{submission.pk}")

    def side_context(self, request, submission):
        registers = request.user.has_perm(REGISTERS, submission)
        pages = (
            ("receipt_address", "receipt", registers and submission.channel != Channel.WEB),
            ("signatures_address", "signatures", registers and submission.is_collective),
        )
        return super().side_context(request, submission) | {
            name: reverse(f"admin:participation_submission_{page}", args=[submission.pk]) if there else ""
            for name, page, there in pages
        }
