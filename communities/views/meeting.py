from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from communities.actions.meeting import answer_invitation
from communities.enums import Attendance
from communities.models import Meeting, MeetingInvitation, MeetingPaper
from communities.queries.meeting import invitation_of, meeting_entry
from portal.audit.actions import Guest
from portal.audit.wording import timeline
from portal.documents.models import Document
from portal.errors import DomainError
from portal.files.responses import private_response
from portal.ui.icalendar import ics_response


def _meeting(request, slug, number) -> Meeting:
    meetings = Meeting.objects.visible_to(request.user).for_list()
    return get_object_or_404(meetings, council__slug=slug, number=number)


@login_not_required
def meeting_detail(request, slug, number):
    meeting = _meeting(request, slug, number)
    context = {
        "meeting": meeting,
        "agenda": list(meeting.agenda.all()),
        "papers": list(MeetingPaper.objects.visible_to(request.user).filter(meeting=meeting)),
        "document": Document.objects.latest_of("communities.meeting_minutes", meeting),
        "entries": timeline(meeting, public=True),
    }
    return render(request, "communities/meeting_detail.html", context)


@login_not_required
def meeting_calendar(request, slug, number):
    """The meeting for the visitor's own calendar."""
    meeting = _meeting(request, slug, number)
    return ics_response([meeting_entry(meeting)], name=meeting.council.name, file_name=f"{slug}-{number}", now=timezone.now())


@login_not_required
def meeting_paper(request, pk):
    paper = get_object_or_404(MeetingPaper.objects.visible_to(request.user).select_related("file"), pk=pk)
    return private_response(paper.file)


@login_not_required
@never_cache
def invitation_answer(request, token):
    """The link in the letter: a page with three buttons, so that mail programs that open links answer nothing."""
    try:
        invitation = invitation_of(token)
    except DomainError as refusal:
        return render(request, "communities/invitation_answer.html", {"refusal": str(refusal)}, status=410)
    return _answer(request, invitation, by=Guest())


@never_cache
def own_invitation(request, pk):
    """A signed-in member answers without looking for the letter."""
    invitations = MeetingInvitation.objects.of(request.user).select_related("meeting__council", "member")
    return _answer(request, get_object_or_404(invitations, pk=pk), by=request.user)


def _answer(request, invitation: MeetingInvitation, *, by):
    context = {"invitation": invitation, "meeting": invitation.meeting, "answers": Attendance.choices}
    if request.method != "POST":
        return render(request, "communities/invitation_answer.html", context)
    try:
        answer_invitation(invitation=invitation, answer=request.POST.get("answer", ""), by=by, now=request.arrived_at)
    except DomainError as refusal:
        return render(request, "communities/invitation_answer.html", context | {"problem": str(refusal)}, status=422)
    messages.success(request, gettext("Thank you, your answer is noted. You can change it until the meeting begins."))
    return redirect(request.path)
