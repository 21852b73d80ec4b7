"""Draft decisions: the list, a draft with its course, and what a community answers to requests and invitations."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from communities.models import memberships_of
from communities.queries.speaking import communities_spoken_for
from participation.actions.draft_decision import answer_invitation, decline_request
from participation.filters import DraftDecisionFilter
from participation.forms.draft_decision import DeclineForm
from participation.models import CommitteeInvitation, DraftDecision, OpinionRequest
from participation.models.draft_decision import IN_ROW
from participation.queries.draft_decision import invitations_of, requests_of
from participation.resources import DraftDecisionResource
from portal.errors import DomainError
from portal.files.responses import private_response
from portal.ui.lists import ListPage, Sorting
from portal.ui.page_cache import drawn_for_everybody

EDITS = "communities.edit_for_community"


@method_decorator(login_not_required, name="dispatch")
class DraftDecisionList(ListPage):
    template_name = "participation/draft_decision_list.html"
    filterset_class = DraftDecisionFilter
    resource_class = DraftDecisionResource
    sortings = (Sorting("jaunakie", _("newest first"), ("-published_at", "-pk")),)
    columns = IN_ROW
    export_name = "lemumu-projekti"
    unmatched_text = _("No draft decision matches. Choose another filter or follow your neighbourhood.")

    def rows(self):
        return DraftDecision.objects.public().for_list()


@login_not_required
def draft_decision_detail(request, slug):
    drafts = DraftDecision.objects.visible_to(request.user).for_list().select_related("file")
    draft = get_object_or_404(drafts, slug=slug)
    now = timezone.now()
    times = {
        "opinions_open": draft.consultation is not None and draft.consultation.is_open(now),
        "meeting_ahead": draft.meeting_at is not None and now < draft.meeting_at,
    }
    context = {
        "draft": draft,
        **times,
        **_asked_of_own(request, draft),
        "told": drawn_for_everybody(
            f"draft_decision.{draft.pk}.{times}",
            "participation/partials/draft_decision_told.html",
            lambda: {"draft": draft, "requests": requests_of(draft), "invitations": invitations_of(draft), "now": now, **times},
        ),
    }
    return render(request, "participation/draft_decision_detail.html", context)


def _asked_of_own(request, draft: DraftDecision) -> dict[str, list]:
    """What the communities in whose name the visitor speaks are asked: opinions not given yet, and invitations."""
    if not request.user.is_authenticated:
        return {}
    own = set(communities_spoken_for(request.user).values_list("pk", flat=True))
    return {
        "own_requests": [
            one for one in requests_of(draft) if one.community_id in own and not one.is_given and not one.declined_at
        ],
        "own_invitations": [one for one in invitations_of(draft) if one.community_id in own],
    }


@login_not_required
def draft_decision_file(request, slug):
    draft = get_object_or_404(DraftDecision.objects.visible_to(request.user).select_related("file"), slug=slug)
    if draft.file is None:
        raise Http404
    return private_response(draft.file)


def _for_own_community(request, rows, pk):
    """Raises ``Http404`` for others' and ``PermissionDenied`` for members who do not write in the community's name."""
    found = get_object_or_404(rows.filter(community__in=memberships_of(request.user)), pk=pk)
    if not request.user.has_perm(EDITS, found.community):
        raise PermissionDenied
    return found


def request_decline(request, pk):
    """The community has no opinion on this draft, and says so instead of staying silent."""
    asked = _for_own_community(request, OpinionRequest.objects.for_list(), pk)
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            decline_request(request=asked, by=request.user, now=request.arrived_at, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, gettext("Noted. The result of the decision will be sent to you all the same."))
            return redirect(asked.draft)
    context = {"asked": asked, "form": form}
    return render(request, "participation/request_decline.html", context, status=422 if form.errors else 200)


@require_POST
def invitation_answer(request, pk):
    """Coming or not; the same buttons change it until the meeting begins."""
    invitation = _for_own_community(request, CommitteeInvitation.objects.for_list(), pk)
    is_coming = request.POST.get("atbilde") == "bus"
    try:
        answer_invitation(invitation=invitation, is_coming=is_coming, by=request.user, now=request.arrived_at)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        told = (
            gettext("Thank you, the committee expects you.") if is_coming else gettext("Noted: nobody from the community comes.")
        )
        messages.success(request, told)
    return redirect(invitation.draft)
