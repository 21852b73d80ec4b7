from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participation.actions.forum import add_proposal, close_forum, plan_forum
from participation.enums import ForumState, Promise
from participation.forms.forum import CloseForumForm, ProposalForm
from participation.models import Forum
from portal.audit.wording import timeline
from portal.obligations.queries import obligation_of
from portal.ui.admin import OfficialAdmin, Step


@admin.register(Forum)
class ForumAdmin(OfficialAdmin):
    list_display = ("title", "neighbourhood", "held_at", "state", "attendance")
    list_filter = ("state", "neighbourhood")
    search_fields = ("title",)
    autocomplete_fields = ("communities",)
    exclude = ("slug",)
    workflow_fields = ("state", "attendance", "minutes", "lessons", "ten_steps", "closed_at")
    steps = (
        Step(
            name="slegt",
            label=_("Close the forum"),
            permission="participation.close_forum",
            perform=lambda forum, **answers: close_forum(forum=forum, **answers),
            done=_("The minutes are public."),
            form=CloseForumForm,
            available=lambda forum: forum.state == ForumState.PLANNED and forum.held_at <= timezone.now(),
            explanation=_("Minutes, number of people, what was learned: one form, and everybody can read it."),
            prominent=True,
        ),
        Step(
            name="priekslikums",
            label=_("Add a proposal"),
            permission="participation.close_forum",
            perform=lambda forum, **answers: add_proposal(forum=forum, **answers),
            done=_("The proposal has its number, and its clock is running."),
            form=ProposalForm,
            available=lambda forum: forum.state != ForumState.CANCELLED,
        ),
    )

    def side_context(self, request, forum):
        return {
            "side_template": "admin/participation/forum_side.html",
            "obligation": obligation_of(forum, Promise.FORUM_MINUTES),
            "entries": timeline(forum, public=False),
        }

    def save_model(self, request, obj, form, change):
        """A new forum is announced by its action, which opens the promise of minutes."""
        if change:
            super().save_model(request, obj, form, change)
            return
        names = ("title", "neighbourhood", "unit", "held_at", "place", "agenda")
        planned = plan_forum(by=request.user, now=timezone.now(), **{name: form.cleaned_data[name] for name in names})
        obj.pk = planned.pk
        obj.refresh_from_db()

    def is_locked(self, forum) -> bool:
        return forum.state != ForumState.PLANNED
