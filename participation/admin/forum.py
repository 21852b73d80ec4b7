from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.queries.event import seats_of
from participation.actions.forum import (
    add_proposal,
    cancel_forum,
    change_places,
    close_forum,
    invite_to_forum,
    keep_draft,
    move_forum,
    plan_forum,
    tick_steps,
)
from participation.enums import ForumState, Promise
from participation.forms.forum import (
    CancelForm,
    CloseForumForm,
    MoveForm,
    PlacesForm,
    ProposalForm,
    StepsForm,
)
from participation.models import Forum, ForumDraft, ForumNotes
from participation.resources import ForumResource
from portal.audit.desks import IndexedAdmin
from portal.audit.wording import timeline
from portal.documents.models import Document
from portal.obligations.queries import obligation_of
from portal.ui.admin import Step

CLOSES = "participation.close_forum"
CLOSING_STEP = "slegt"


def _is_ahead(forum: Forum) -> bool:
    return forum.state == ForumState.PLANNED and timezone.now() < forum.held_at


def _is_over(forum: Forum) -> bool:
    return forum.state == ForumState.PLANNED and forum.held_at <= timezone.now()


def _typed_so_far(forum: Forum) -> dict[str, Any]:
    """What the closing form begins with: the officer's draft, or else what a community has handed in."""
    draft = ForumDraft.objects.filter(forum=forum).select_related("photo").first()
    notes = list(forum.notes.select_related("photo"))
    typed = {
        "ten_steps": forum.ten_steps,
        "minutes": "\n\n".join(one.text for one in notes if one.text),
        "attendance": next((one.attendance for one in notes if one.attendance is not None), None),
    }
    typed["photo"] = next((one.photo for one in (draft, *notes) if one and one.photo), None)
    return typed | (draft.data if draft else {})


def _ticked(forum: Forum) -> dict[str, Any]:
    done = {f"done-{number}": True for number in forum.ten_steps}
    return done | {f"note-{number}": note for number, note in forum.step_notes.items()}


@admin.register(Forum)
class ForumAdmin(IndexedAdmin):
    export_resource = ForumResource
    list_display = ("title", "neighbourhood", "held_at", "state", "attendance", "steps_done")
    list_filter = ("state", "neighbourhood")
    search_fields = ("title",)
    autocomplete_fields = ("communities", "neighbours")
    exclude = ("slug", "invited_by", "flipchart", "step_notes")
    workflow_fields = (
        "state", "invited_at", "moved_from", "move_reason", "cancel_reason", "attendance", "officials", "minutes", "lessons",
        "barriers", "ten_steps", "closed_at",
    )  # fmt: skip
    step_template = "admin/participation/forum_step.html"
    steps = (
        Step(
            name="aicinat",
            label=_("Send the invitation"),
            permission=CLOSES,
            perform=lambda forum, **who: invite_to_forum(forum=forum, **who),
            done=_("The communities and contact persons have a personal letter; followers hear of it."),
            available=lambda forum: _is_ahead(forum) and forum.invited_at is None,
            explanation=_("Check the time, the place and the agenda first: the letter goes out once."),
            prominent=True,
        ),
        Step(
            name="soli",
            label=_("Tick the ten steps"),
            permission=CLOSES,
            perform=lambda forum, **answers: tick_steps(forum=forum, **answers),
            done=_("The steps are noted; everybody sees how far the preparation is."),
            form=StepsForm,
            available=lambda forum: forum.state == ForumState.PLANNED,
            initial=_ticked,
        ),
        Step(
            name="vietas",
            label=_("Registration and places"),
            permission=CLOSES,
            perform=lambda forum, **answers: change_places(forum=forum, **answers),
            done=_("Noted. Whoever waited and finds room now has a letter."),
            form=PlacesForm,
            available=_is_ahead,
            initial=lambda forum: {name: getattr(forum, name) for name in PlacesForm.base_fields},
        ),
        Step(
            name="parcelt",
            label=_("Move the forum"),
            permission=CLOSES,
            perform=lambda forum, **answers: move_forum(forum=forum, **answers),
            done=_("The forum is moved; those invited and registered know why."),
            form=MoveForm,
            available=_is_ahead,
            explanation=_("The term of the minutes moves along."),
            initial=lambda forum: {name: getattr(forum, name) for name in ("held_at", "place", "online_link")},
        ),
        Step(
            name="atcelt",
            label=_("Cancel the forum"),
            permission=CLOSES,
            perform=lambda forum, **answers: cancel_forum(forum=forum, **answers),
            done=_("The forum is cancelled; those invited and registered know why."),
            form=CancelForm,
            available=lambda forum: forum.state == ForumState.PLANNED,
        ),
        Step(
            name=CLOSING_STEP,
            label=_("Close the forum"),
            permission=CLOSES,
            perform=lambda forum, **answers: close_forum(forum=forum, **answers),
            done=_("The minutes are public, each proposal has its number and each task its day."),
            form=CloseForumForm,
            available=_is_over,
            explanation=_("One form: who came, what was said, proposed, agreed and learned. Everybody can read it."),
            prominent=True,
            initial=_typed_so_far,
        ),
        Step(
            name="priekslikums",
            label=_("Add a proposal"),
            permission=CLOSES,
            perform=lambda forum, **answers: add_proposal(forum=forum, **answers),
            done=_("The proposal has its number, and its clock is running."),
            form=ProposalForm,
            available=lambda forum: forum.state != ForumState.CANCELLED,
        ),
    )

    @admin.display(description=_("ten steps"))
    def steps_done(self, forum) -> str:
        return f"{len(forum.ten_steps)}/10"

    def list_links(self, request):
        return [(reverse("participation:forum_compliance"), _("Where a forum is due"))]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """A forum that asks to register has a place at least."""
        if db_field.name == "capacity":
            kwargs["min_value"] = 1
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_prepopulated_fields(self, request, obj=None):
        return {}

    def get_readonly_fields(self, request, obj=None):
        """Once planned, the hour and the place change by a step that tells everybody."""
        fixed = ("neighbourhood", "unit", "held_at", "place", "online_link", "takes_registrations", "capacity") if obj else ()
        return (*super().get_readonly_fields(request, obj), *fixed)

    def side_context(self, request, forum):
        return {
            "side_template": "admin/participation/forum_side.html",
            "obligation": obligation_of(forum, Promise.FORUM_MINUTES),
            "notes": _notes_of(forum),
            "seats": seats_of(forum) if forum.takes_registrations and _is_ahead(forum) else None,
            "document": Document.objects.latest_of("participation.forum_minutes", forum),
            "entries": timeline(forum, public=False),
        }

    def save_model(self, request, obj, form, change):
        """A new forum is announced by its action, which opens the promise of minutes."""
        if change:
            super().save_model(request, obj, form, change)
            return
        facts = {name: value for name, value in form.cleaned_data.items() if name not in ("communities", "neighbours")}
        planned = plan_forum(by=request.user, now=request.arrived_at, **facts)
        obj.pk = planned.pk
        obj.refresh_from_db()
        if obj.held_at <= request.arrived_at:
            warning = _(
                "This forum is over already, and the term of its minutes runs from its day. "
                "If the day is wrong, cancel the forum and announce it anew."
            )
            messages.warning(request, warning)

    def name_of_act(self, change: bool) -> str:
        return super().name_of_act(change) if change else "participation.forum.planned"

    def is_locked(self, forum) -> bool:
        return forum.state != ForumState.PLANNED

    def step_view(self, request, object_id, step_name):
        """What is typed into the closing form is kept with the button for it, and whenever the form comes back."""
        response = super().step_view(request, object_id, step_name)
        form = getattr(response, "context_data", {}).get("form")
        if request.method == "POST" and isinstance(form, CloseForumForm):
            forum = self.get_object(request, object_id)
            if forum.state == ForumState.PLANNED:
                keep_draft(
                    forum=forum, data=_typed(request), photo=form.cleaned_data.get("flipchart"),
                    by=request.user, now=request.arrived_at,
                )  # fmt: skip
                if "keep" in request.POST:
                    messages.success(request, _("The draft is kept. Nobody else sees it."))
                    return HttpResponseRedirect(request.path)
        return response

    def _performed(self, step, thing, form, request) -> bool:
        return "keep" not in request.POST and super()._performed(step, thing, form, request)


def _typed(request) -> dict[str, Any]:
    several = ("ten_steps", "barriers")
    left_out = ("csrfmiddlewaretoken", "keep", "flipchart-kept", "flipchart-remove")
    return {
        name: values if name in several else values[0]
        for name, values in request.POST.lists()
        if name not in left_out and any(values)
    }


def _notes_of(forum: Forum) -> QuerySet[ForumNotes]:
    return forum.notes.select_related("community", "photo")
