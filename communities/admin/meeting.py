from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.actions.meeting import (
    add_paper,
    call_meeting,
    call_off_meeting,
    hold_meeting,
    move_meeting,
    plan_meeting,
    publish_minutes,
    remove_paper,
    write_minutes,
)
from communities.enums import Attendance, MeetingState, Promise
from communities.forms.meeting import CallOffForm, HeldForm, MinutesForm, PaperForm, RemovePaperForm, WhenWhereForm
from communities.models import AgendaItem, Meeting, MeetingInvitation
from communities.workflow import MEETING
from portal.audit.desks import IndexedAdmin
from portal.audit.wording import timeline
from portal.documents.models import Document
from portal.obligations.queries import obligation_of
from portal.ui.admin import OfficialRows, Step

BEFORE_MINUTES = (MeetingState.PLANNED, MeetingState.CALLED, MeetingState.HELD)


class AgendaInline(OfficialRows):
    """The questions in their order; what was said and decided is written by the step of the minutes."""

    model = AgendaItem
    fields = ("position", "title", "kind", "reporter")


class InvitationInline(OfficialRows):
    model = MeetingInvitation
    fields = readonly_fields = ("member", "answer", "answered_at", "was_present")

    def has_add_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


def _in(*states: str):
    return lambda meeting: meeting.state in states


def _may_become(state: str):
    return lambda meeting: MEETING.allows(meeting.state, state)


def _expected(meeting: Meeting) -> dict:
    coming = meeting.invitations.filter(answer__in=(Attendance.COMING, Attendance.ONLINE))
    return {"present": list(coming.values_list("member", flat=True))}


@admin.register(Meeting)
class MeetingAdmin(IndexedAdmin):
    list_display = ("council", "number", "starts_at", "state", "attended")
    list_filter = ("state", "council")
    search_fields = ("council__name", "agenda__title")
    fields = ("council", "starts_at", "place", "online_link")
    workflow_fields = ("number", "state", "called_at", "attended", "guests", "summary", "published_at", "cancel_reason")
    inlines = (AgendaInline, InvitationInline)
    steps = (
        Step(
            name="sasaukt",
            label=_("Call the meeting"),
            permission="communities.change_meeting",
            perform=lambda meeting, **who: call_meeting(meeting=meeting, **who),
            done=_("The members are invited by e-mail, and the meeting is public."),
            available=_may_become(MeetingState.CALLED),
            explanation=_("Every member gets the agenda, a file for the calendar and a link to answer."),
            prominent=True,
        ),
        Step(
            name="parcelt",
            label=_("Move the meeting"),
            permission="communities.change_meeting",
            perform=lambda meeting, **answers: move_meeting(meeting=meeting, **answers),
            done=_("The members are told the new time and place, and asked again."),
            form=WhenWhereForm,
            available=_in(MeetingState.CALLED),
            initial=lambda meeting: {name: getattr(meeting, name) for name in WhenWhereForm.base_fields},
        ),
        Step(
            name="atcelt",
            label=_("Call the meeting off"),
            permission="communities.change_meeting",
            perform=lambda meeting, **answers: call_off_meeting(meeting=meeting, **answers),
            done=_("The meeting is called off, and the members know why."),
            form=CallOffForm,
            available=_may_become(MeetingState.CANCELLED),
        ),
        Step(
            name="dokuments",
            label=_("Attach a paper"),
            permission="communities.change_meeting",
            perform=lambda meeting, **answers: add_paper(meeting=meeting, **answers),
            done=_("The paper is attached."),
            form=PaperForm,
            available=_in(*BEFORE_MINUTES),
        ),
        Step(
            name="nonemt-dokumentu",
            label=_("Remove a paper"),
            permission="communities.change_meeting",
            perform=lambda meeting, **answers: remove_paper(**answers),
            done=_("The paper is removed."),
            form=RemovePaperForm,
            available=lambda meeting: meeting.state in BEFORE_MINUTES and meeting.papers.exists(),
        ),
        Step(
            name="notika",
            label=_("The meeting took place"),
            permission="communities.change_meeting",
            perform=lambda meeting, **answers: hold_meeting(meeting=meeting, **answers),
            done=_("Noted. The clock of the minutes is running."),
            form=HeldForm,
            available=lambda meeting: meeting.state == MeetingState.CALLED and meeting.starts_at <= timezone.now(),
            prominent=True,
            initial=_expected,
        ),
        Step(
            name="protokols",
            label=_("Write the minutes"),
            permission="communities.change_meeting",
            perform=lambda meeting, **answers: write_minutes(meeting=meeting, **answers),
            done=_("The draft is saved. Nobody outside sees it until it is published."),
            form=MinutesForm,
            available=_in(MeetingState.HELD),
        ),
        Step(
            name="publicet",
            label=_("Publish the minutes"),
            permission="communities.change_meeting",
            perform=lambda meeting, **who: publish_minutes(meeting=meeting, **who),
            done=_("The minutes are public and are being printed."),
            available=_may_become(MeetingState.PUBLISHED),
            explanation=_("Followers of the places concerned and members who were away are told what was decided."),
            prominent=True,
        ),
    )

    def get_prepopulated_fields(self, request, obj=None):
        return {}

    def get_readonly_fields(self, request, obj=None):
        """Once the members are invited, the hour and the place change by a step that tells them."""
        fixed = ("council", "starts_at", "place", "online_link") if obj and obj.state != MeetingState.PLANNED else ()
        return (*super().get_readonly_fields(request, obj), *fixed)

    def is_locked(self, meeting) -> bool:
        return meeting.state not in (MeetingState.PLANNED, MeetingState.CALLED)

    def save_model(self, request, obj, form, change):
        """A new meeting is planned by its action, which gives it its number."""
        if change:
            super().save_model(request, obj, form, change)
            return
        planned = plan_meeting(by=request.user, now=timezone.now(), **{name: form.cleaned_data[name] for name in self.fields})
        obj.pk = planned.pk
        obj.refresh_from_db()

    def side_context(self, request, meeting):
        return {
            "side_template": "admin/communities/meeting_side.html",
            "obligation": obligation_of(meeting, Promise.MEETING_MINUTES),
            "papers": meeting.papers.select_related("file"),
            "document": Document.objects.latest_of("communities.meeting_minutes", meeting),
            "entries": timeline(meeting, public=False),
        }
