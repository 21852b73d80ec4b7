"""Sending something to the municipality: which form, the form, the guest's link, and what its author can do afterwards."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from communities.models import Community, Neighbourhood
from communities.queries.speaking import communities_spoken_for
from communities.queries.units import unit_in_charge
from participation.actions.submission import confirm_submission, hand_in, submit_submission, withdraw_submission
from participation.actions.support import give_support
from participation.enums import SubmissionKind, SubmissionState, VoiceKind
from participation.filters import OwnSubmissionFilter
from participation.forms.submission import SubmissionForm
from participation.models import BudgetCampaign, Submission
from participation.models.submission_kind import KIND_OF_SLUG, KINDS
from participation.queries.answer import submission_cards
from participation.queries.submission import (
    is_identified,
    may_open_attachment,
    signatures_needed,
    similar_to,
    submission_to_confirm,
    youngest_signatory,
)
from participation.resources import OwnSubmissionResource
from portal.audit.actions import Guest
from portal.errors import DomainError
from portal.files.responses import private_response
from portal.files.uploads import SIGNED
from portal.obligations.receipts import open_in_browser, opened_receipts, receipt_of
from portal.ui.links import asked
from portal.ui.lists import ListPage, Sorting
from portal.ui.throttling import throttle

ASKED_ELSEWHERE = {"name", "email", "declared", "form_token", "community", "residents_represented", "how_agreed"}


@login_not_required
def submission_start(request):
    """Which form do I need: every kind with one sentence."""
    return render(request, "participation/submission_start.html", {"kinds": [(kind, KINDS[kind]) for kind in SubmissionKind]})


@login_not_required
@never_cache
def submission_create(request):
    """The form of one kind. Before a proposal is sent, what is alike is shown once, with the text kept."""
    kind = KIND_OF_SLUG.get(request.GET.get("veids", ""), SubmissionKind.PROPOSAL)
    campaign = _campaign(request)
    form = SubmissionForm(
        request.POST or None, request.FILES or None, initial=_initial(request), kind=kind, campaign=campaign,
        user=request.user, communities=communities_spoken_for(request.user),
    )  # fmt: skip
    similar = []
    if request.method == "POST" and form.is_valid():
        similar = _similar(request, form)
        if not similar:
            try:
                return _sent(request, form, campaign)
            except DomainError as refusal:
                field = getattr(refusal, "field", None)
                form.add_error(field if field in form.fields else None, str(refusal))
    context = {
        "form": form,
        "kind": SubmissionKind(kind),
        "info": KINDS[kind],
        "campaign": campaign,
        "is_open": campaign is None or campaign.is_open(request.arrived_at),
        "similar": similar,
        "is_identified": is_identified(request.user),
        "needed": signatures_needed(request.arrived_at),
        "age": youngest_signatory(request.arrived_at),
    }
    return render(request, "participation/submission_form.html", context, status=422 if form.errors else 200)


def _campaign(request) -> BudgetCampaign | None:
    slug = asked(request, "kampana")
    return get_object_or_404(BudgetCampaign.objects.public(), slug=slug) if slug else None


def _initial(request) -> dict:
    place = Neighbourhood.objects.filter(slug=asked(request, "apkaime")).first()
    community = Community.objects.filter(slug=asked(request, "kopiena")).first()
    return {"neighbourhood": place, "community": community}


def _similar(request, form: SubmissionForm) -> list[Submission]:
    """What is alike, unless it was shown already or the person chose to support one of them."""
    if form.kind != SubmissionKind.PROPOSAL or {"seen", "support"} & set(request.POST):
        return []
    return similar_to(form.cleaned_data["title"], request.arrived_at)


def _sent(request, form: SubmissionForm, campaign):
    data = form.cleaned_data
    if request.user.is_authenticated:
        by, email = request.user, request.user.email
    else:
        throttle(request, "guest_form")
        by, email = Guest(), data["email"]
    if "support" in request.POST:
        return _supported_instead(request, by, email)
    submission = submit_submission(
        kind=form.kind, campaign=campaign, author_email=email, by=by, now=request.arrived_at, **_details(request, form, campaign)
    )
    if submission.state == SubmissionState.UNCONFIRMED:
        return redirect("participation:submission_sent")
    return _to_receipt(request, submission)


def _details(request, form: SubmissionForm, campaign: BudgetCampaign | None) -> dict:
    """What the form says, as the action takes it."""
    data = form.cleaned_data
    community, places, file = data.get("community"), data.get("neighbourhood"), data["attachment"]
    nearby = [places] if places else community.neighbourhoods.all() if community else []
    return {name: value for name, value in data.items() if name not in ASKED_ELSEWHERE} | {
        "form_token": data["form_token"],
        "author_name": data.get("name") or getattr(request.user, "name", ""),
        "declares": data.get("declared", False),
        "community": community,
        "voice": VoiceKind.JOINT if data.get("residents_represented") and community else VoiceKind.INDIVIDUAL,
        "residents_represented": data.get("residents_represented") if community else None,
        "how_agreed": data.get("how_agreed", "") if community else "",
        "unit": campaign.unit if campaign else unit_in_charge(nearby),
        "is_signed": is_identified(request.user) or bool(file and file.content_type == SIGNED.content_type),
        "language": get_language() or "lv",
    }


def _supported_instead(request, by, email):
    chosen = request.POST["support"]
    other = get_object_or_404(Submission.objects.public(), pk=chosen if chosen.isdecimal() else None)
    give_support(submission=other, by=by, email=email, language=get_language() or "lv", now=request.arrived_at)
    if isinstance(by, Guest):
        return redirect("participation:submission_sent")
    messages.success(request, gettext("Your support is counted. Thank you for joining instead of writing the same again."))
    return redirect(other)


@login_not_required
def submission_sent(request):
    """What to do now: open the mail and press the button."""
    return render(request, "participation/submission_sent.html")


@login_not_required
@never_cache
def submission_confirm(request, token):
    """The link in the mail: a page with one button, so that mail programs that open links confirm nothing."""
    try:
        submission = submission_to_confirm(token)
        if submission.state in (SubmissionState.UNCONFIRMED, SubmissionState.WITHDRAWN) and request.method != "POST":
            return render(request, "participation/submission_confirm.html", {"submission": submission})
        confirmed = confirm_submission(submission=submission, by=Guest(), now=request.arrived_at)
    except DomainError as refusal:
        return render(request, "participation/submission_confirm.html", {"refusal": str(refusal)}, status=410)
    messages.success(request, gettext("Thank you. It is registered; keep the number and the secret."))
    return _to_receipt(request, confirmed)


def _to_receipt(request, submission: Submission):
    """Open the receipt in this browser and show it."""
    receipt = receipt_of(submission)
    open_in_browser(request, receipt)
    return redirect("obligations:receipt_detail", receipt.number)


@login_not_required
@never_cache
def submission_withdraw(request, pk):
    """The author takes it back: signed in, or with the receipt opened in this browser."""
    return _step(
        request, pk, withdraw_submission, title=_("Withdraw the submission?"), button=_("Withdraw"), is_danger=True,
        text=_("It will no longer count and nobody will answer it."), done=_("It is withdrawn."),
    )  # fmt: skip


@login_not_required
@never_cache
def submission_hand_in(request, pk):
    """Its author hands the collective submission in once enough people have signed."""
    return _step(
        request, pk, hand_in, title=_("Hand the collective submission in?"), button=_("Hand in"), is_danger=False,
        text=_("From then on nobody can sign any more, and the municipality has the time set by law to answer."),
        done=_("It is handed in. The day of the answer stands here."),
    )  # fmt: skip


def _step(request, pk, perform, *, done, **words):
    """One question with one button, for the author alone."""
    submission = get_object_or_404(Submission, pk=pk)
    receipt = receipt_of(submission)
    is_author = request.user.is_authenticated and submission.author_id == request.user.pk
    if not is_author and not (receipt and receipt.number in opened_receipts(request)):
        raise Http404
    refusal = ""
    if request.method == "POST":
        try:
            perform(submission=submission, by=request.user if is_author else Guest(), now=request.arrived_at)
        except DomainError as error:
            refusal = str(error)
        else:
            messages.success(request, done)
            return _to_receipt(request, submission)
    back = reverse("obligations:receipt_detail", args=[receipt.number]) if receipt else reverse("pages:mans")
    context = {"submission": submission, "refusal": refusal, "back": back, **words}
    return render(request, "participation/submission_step.html", context, status=409 if refusal else 200)


@never_cache
def submission_attachment(request, pk):
    """What came with it, also a signed copy: for its author, the community's members and officers alone."""
    submission = get_object_or_404(Submission.objects.select_related("attachment"), pk=pk)
    if submission.attachment is None or not may_open_attachment(request.user, submission):
        raise Http404
    return private_response(submission.attachment)


class OwnSubmissionList(ListPage):
    """Everything I have sent, by myself or as a member of a community, with its clock and its answer."""

    template_name = "participation/own_submission_list.html"
    filterset_class = OwnSubmissionFilter
    resource_class = OwnSubmissionResource
    sortings = (Sorting("jaunakie", _("newest first"), ("-received_at", "-pk")),)
    export_name = "mani-iesniegumi"
    empty_text = _("You have not sent anything yet.")
    is_alike = False

    def rows(self):
        return Submission.objects.own(self.request.user).for_list()

    def lines(self, rows):
        return submission_cards(rows)
