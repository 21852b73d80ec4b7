"""The base of every desk whose rows wait for an answer: the clock in the list and beside the form, and the next in turn."""

from typing import ClassVar

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.audit.wording import timeline
from portal.obligations.clock import read_clock
from portal.obligations.models import Obligation
from portal.obligations.queries import obligation_of, obligations_of_many
from portal.ui.admin import ReadOnlyAdmin


class AnswerDesk(ReadOnlyAdmin):
    """Subclass with ``promise``, the kind of obligation its rows carry, and a step ``atbildet``."""

    promise: ClassVar[str]
    answer_step: ClassVar[str] = "atbildet"
    step_template = "admin/answer_step.html"
    side_template: ClassVar[str] = "admin/answer_side.html"

    def get_changelist_instance(self, request):
        changelist = super().get_changelist_instance(request)
        promises = obligations_of_many(self.model, [one.pk for one in changelist.result_list], self.promise)
        for question in changelist.result_list:
            question.clock = promises.get(question.pk)
        return changelist

    @admin.display(description=_("clock"))
    def reading(self, question) -> str:
        return read_clock(question.clock, timezone.now()).text if question.clock else ""

    @admin.display(description=_("number"))
    def number(self, question) -> str:
        return question.clock.number if question.clock else ""

    def side_context(self, request, question):
        return {
            "side_template": self.side_template,
            "obligation": obligation_of(question, self.promise),
            "entries": timeline(question, public=False),
        }

    def after_step(self, request, thing, step):
        """After an answer the next one waiting opens: the most urgent of the officer's own."""
        if step.name != self.answer_step:
            return super().after_step(request, thing, step)
        return self.next_waiting(request) or super().after_step(request, thing, step)

    def next_waiting(self, request) -> str:
        content_type = ContentType.objects.get_for_model(self.model)
        following = Obligation.objects.open().filter(subject_type=content_type, unit__members=request.user).by_urgency().first()
        return self.step_url(self.model(pk=following.subject_id), self.answer_step) if following else ""
