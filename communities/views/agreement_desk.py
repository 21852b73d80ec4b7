"""Agreements on the desk of a community: read, remark, propose other words, agree, sign."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from communities.actions.agreement import receive_agreement_copy
from communities.actions.negotiation import agree_on_version, comment_on_version, propose_version
from communities.enums import AgreementState, CommitmentParty
from communities.forms.agreement import CommentForm, CommitmentFormSet, WordingForm, commitment_rows, field_of, typed_commitments
from communities.models import Agreement
from communities.queries.agreement import document_to_sign, latest_version, what_next
from communities.queries.differences import compare_versions, part_title, parts_of
from communities.views.agreement import benefits_of, commitments_for, copies_for
from communities.views.desk import EDITS, LEADS, own_community
from portal.documents.forms import SignedCopyForm
from portal.errors import DomainError

OURS = CommitmentParty.COMMUNITY


def own_agreement(request, slug, agreement, permission: str) -> Agreement:
    community = own_community(request, slug, permission)
    return get_object_or_404(Agreement.objects.of_member(request.user).filter(community=community).for_list(), slug=agreement)


def desk_agreements(request, slug):
    community = own_community(request, slug)
    agreements = Agreement.objects.of_member(request.user).filter(community=community).for_list()
    return render(request, "communities/desk_agreements.html", {"community": community, "agreements": agreements})


def desk_agreement(request, slug, agreement):
    """The text with its remarks, and the one thing to do now."""
    return _page(request, own_agreement(request, slug, agreement, "communities.see_inside_community"))


def desk_agreement_differences(request, slug, agreement):
    found = own_agreement(request, slug, agreement, "communities.see_inside_community")
    comparison = compare_versions(found, request.GET.get("no", ""), request.GET.get("lidz", ""))
    context = {"community": found.community, "agreement": found, "comparison": comparison}
    return render(request, "communities/desk_agreement_differences.html", context)


@require_POST
def desk_agreement_comment(request, slug, agreement):
    found = own_agreement(request, slug, agreement, EDITS)
    form = CommentForm(request.POST, agreement=found)
    if form.is_valid():
        data = form.cleaned_data
        try:
            version = get_object_or_404(found.versions, number=data.pop("number"))
            comment_on_version(version=version, side=OURS, by=request.user, now=request.arrived_at, **data)
        except DomainError as refusal:
            form.add_error(getattr(refusal, "field", None), str(refusal))
        else:
            messages.success(request, gettext("The municipality sees your remark."))
            return _back(found)
    return _page(request, found, comment_form=form)


@require_POST
def desk_agreement_agree(request, slug, agreement):
    """The leader takes the municipality's version as it is."""
    found = own_agreement(request, slug, agreement, LEADS)
    number = request.POST.get("number", "")
    try:
        agree_on_version(
            agreement=found, number=int(number) if number.isdecimal() else 0, side=OURS, by=request.user, now=request.arrived_at
        )
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, gettext("Agreed. The municipality prepares the text for signing."))
    return _back(found)


def desk_agreement_wording(request, slug, agreement):
    """The leader's own words for the text. A refusal leaves everything typed on the page."""
    found = own_agreement(request, slug, agreement, LEADS)
    version = latest_version(found)
    if version is None:
        raise Http404
    form = WordingForm(request.POST or None, version=version)
    lines = CommitmentFormSet(request.POST or None, initial=commitment_rows(version), prefix="apnemsanas")
    if request.method == "POST" and form.is_valid() and lines.is_valid():
        try:
            propose_version(
                agreement=found, clauses=form.clauses(), commitments=typed_commitments(lines), note=form.cleaned_data["note"],
                based_on=form.cleaned_data["based_on"], by=request.user, now=request.arrived_at,
            )  # fmt: skip
        except DomainError as refusal:
            form.add_error(getattr(refusal, "field", None), str(refusal))
        else:
            messages.success(request, gettext("Your wording is with the municipality. It answers by agreeing or offering anew."))
            return _back(found)
    is_ours = found.state == AgreementState.DRAFT and not found.agreed_version and found.turn == OURS
    context = {
        "community": found.community,
        "agreement": found,
        "version": version,
        "form": form,
        "lines": lines,
        "is_ours": is_ours,
    }
    return render(request, "communities/desk_agreement_wording.html", context, status=422 if request.method == "POST" else 200)


@require_POST
def desk_agreement_signed(request, slug, agreement):
    """The signed file comes back."""
    found = own_agreement(request, slug, agreement, LEADS)
    form = SignedCopyForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            receive_agreement_copy(
                agreement=found, upload=form.cleaned_data["file"], side=OURS, by=request.user, now=request.arrived_at
            )
        except DomainError as refusal:
            form.add_error(getattr(refusal, "field", None), str(refusal))
        else:
            messages.success(request, gettext("The signed file holds exactly the printed version and is kept with it."))
            return _back(found)
    return _page(request, found, copy_form=form)


def _back(agreement: Agreement):
    return redirect("communities:desk_agreement", agreement.community.slug, agreement.slug)


def _page(request, agreement: Agreement, *, comment_form=None, copy_form=None):
    version = latest_version(agreement)
    document = document_to_sign(agreement)
    is_draft = agreement.state == AgreementState.DRAFT and not agreement.agreed_version
    leads = request.user.has_perm(LEADS, agreement.community)
    is_being_signed = agreement.state == AgreementState.SIGNING
    may_comment = (
        version is not None
        and agreement.state in (AgreementState.DRAFT, AgreementState.PUBLISHED)
        and request.user.has_perm(EDITS, agreement.community)
    )
    next_step, next_when = what_next(agreement, timezone.localdate(request.arrived_at))
    if comment_form is None and may_comment:
        comment_form = CommentForm(agreement=agreement, initial={"number": version.number})
    context = {
        "community": agreement.community,
        "agreement": agreement,
        "version": version,
        "parts": _parts(version),
        "benefits": benefits_of(agreement),
        "document": document,
        "copies": copies_for(request.user, document),
        "commitments": commitments_for(request.user, agreement) if agreement.signed_on else [],
        "is_our_turn": is_draft and agreement.turn == OURS,
        "may_answer": is_draft and agreement.turn == OURS and leads,
        "may_sign": is_being_signed and leads,
        "comment_form": comment_form if may_comment else None,
        "copy_form": (copy_form or SignedCopyForm()) if is_being_signed and leads else None,
        "next_step": next_step,
        "next_when": next_when,
    }
    is_refused = any(form is not None and form.errors for form in (comment_form, copy_form))
    return render(request, "communities/desk_agreement.html", context, status=422 if is_refused else 200)


def _parts(version) -> list[dict]:
    """The version's text by part, each with the remarks made on it; remarks on the whole stand last."""
    if version is None:
        return []
    remarks = list(version.comments.select_related("made_by"))
    parts = [
        {
            "id": field_of(block),
            "title": part_title(block),
            "text": text,
            "remarks": [one for one in remarks if one.block == block and block],
        }
        for block, text in parts_of(version).items()
    ]
    shown = set(parts_of(version)) - {""}
    others = [one for one in remarks if one.block not in shown]
    return (
        [*parts, {"id": "visa", "title": gettext("Remarks on the whole text"), "text": "", "remarks": others}]
        if others
        else parts
    )
