from django.contrib import admin
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from participation.actions.early_warning import (
    add_police,
    answer_warning,
    close_warning,
    hand_on,
    read_warning,
    save_category,
    take_over,
)
from participation.enums import Promise, WarningState
from participation.forms.early_warning import AnswerWarningForm, HandOnForm, PoliceForm
from participation.models import EarlyWarning, WarningCategory
from portal.audit.wording import timeline
from portal.obligations.desks import AnswerDesk
from portal.ui.admin import OfficialAdmin, Step

OPEN = (WarningState.RECEIVED, WarningState.TAKEN)


@admin.register(WarningCategory)
class WarningCategoryAdmin(OfficialAdmin):
    list_display = ("name", "unit", "hours", "is_sensitive", "is_active")
    list_filter = ("is_active", "unit")

    def save_model(self, request, obj, form, change):
        save_category(category=obj, by=request.user, now=request.arrived_at)


@admin.register(EarlyWarning)
class EarlyWarningAdmin(AnswerDesk):
    """What somebody noticed, for the unit that must act; the sensitive for the social service alone. The list and its
    filters show no words, and whoever is shown them leaves a trace."""

    promise = Promise.EARLY_WARNING
    answer_step = ""
    side_template = "admin/participation/warning_side.html"
    list_display = ("number", "category", "state", "received_at", "taken_by", "reading")
    list_filter = ("state",)
    fields = (
        "category", "is_sensitive", "place", "author_name", "author_email", "phone", "community", "unit", "received_at",
        "taken_at", "taken_by", "police_at", "police_email", "answered_at", "closed_at",
    )  # fmt: skip
    steps = (
        Step(
            name="atbildet",
            label=pgettext_lazy("button", "Answer"),
            permission="participation.handle_earlywarning",
            perform=lambda warning, **answers: answer_warning(warning=warning, **answers),
            done=_("The sender is told that there is an answer."),
            form=AnswerWarningForm,
            available=lambda warning: warning.state in OPEN,
            prominent=True,
        ),
        Step(
            name="parnemt",
            label=_("Take over"),
            permission="participation.handle_earlywarning",
            perform=lambda warning, **who: take_over(warning=warning, **who),
            done=_("You deal with it now; the sender sees that somebody does."),
            available=lambda warning: warning.state == WarningState.RECEIVED,
        ),
        Step(
            name="policija",
            label=_("Call in the police"),
            permission="participation.call_police",
            perform=lambda warning, **answers: add_police(warning=warning, **answers),
            done=_("The station is asked to call."),
            form=PoliceForm,
            available=lambda warning: warning.state in OPEN and not warning.police_at,
            explanation=_("In danger call 110 or 112 first."),
        ),
        Step(
            name="nodot",
            label=_("Hand on to another unit"),
            permission="participation.handle_earlywarning",
            perform=lambda warning, **answers: hand_on(warning=warning, **answers),
            done=_("The other unit has it now."),
            form=HandOnForm,
            available=lambda warning: warning.state in OPEN,
        ),
        Step(
            name="slegt",
            label=_("Close"),
            permission="participation.handle_earlywarning",
            perform=lambda warning, **who: close_warning(warning=warning, **who),
            done=_("It is closed. Its words are erased when their time is over."),
            available=lambda warning: warning.state == WarningState.ANSWERED,
        ),
    )

    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user).select_related("category", "unit", "taken_by")

    def side_context(self, request, warning):
        """Shown wherever the words are, so here their reading is logged (D9)."""
        read_warning(warning=warning, by=request.user, now=timezone.now())
        entries = timeline(warning, public=False, user=request.user)
        return super().side_context(request, warning) | {"entries": entries}

    def after_step(self, request, thing, step):
        """What was handed on may be closed to whoever did it."""
        if self.get_object(request, str(thing.pk)) is None:
            return reverse("admin:participation_earlywarning_changelist")
        return super().after_step(request, thing, step)
