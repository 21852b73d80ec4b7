"""The base of every desk whose rows wait for an answer: the clock in the list and beside the form, and the next in turn."""

from typing import ClassVar

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.audit.wording import timeline
from portal.obligations.clock import read_clock
from portal.obligations.models import Obligation
from portal.obligations.queries import READING, obligation_of, obligations_of_many
from portal.obligations.rules_of_law import work_calendar
from portal.ui.admin import ReadOnlyAdmin


class AnswerDesk(ReadOnlyAdmin):
    """Subclass with ``promise``, the kind of obligation its rows carry, and a step ``atbildet``."""

    promise: ClassVar[str]
    answer_step: ClassVar[str] = "atbildet"
    step_template = "admin/answer_step.html"
    side_template: ClassVar[str] = "admin/answer_side.html"

    def get_changelist_instance(self, request):
        changelist = super().get_changelist_instance(request)
        promises = obligations_of_many(self.model, [one.pk for one in changelist.result_list], self.promise, "number", *READING)
        now, work = timezone.now(), work_calendar()
        for question in changelist.result_list:
            question.clock = promises.get(question.pk)
            question.reading = read_clock(question.clock, now, work).text if question.clock else ""
        return changelist

    @admin.display(description=_("clock"))
    def reading(self, question) -> str:
        return question.reading

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
        return self.next_waiting(request, thing) or super().after_step(request, thing, step)

    def next_waiting(self, request, thing, *, after: Obligation | None = None) -> str:
        """The address of the most urgent other one, or of the one that comes ``after`` a promise, round and round.

        What is drafted already waits for a colleague, not for this officer.
        """
        content_type = ContentType.objects.get_for_model(self.model)
        waiting = Obligation.objects.open().filter(
            kind=self.promise, subject_type=content_type, unit__members=request.user
        )  # fmt: skip
        waiting = waiting.exclude(subject_id=thing.pk).exclude(subject_id__in=self.drafted()).by_urgency()
        later = waiting.filter(Q(due_at__gt=after.due_at) | Q(due_at=after.due_at, pk__gt=after.pk)) if after else waiting
        following = later.first() or waiting.first()
        return self.step_url(self.model(pk=following.subject_id), self.answer_step) if following else ""

    def drafted(self):
        """Keys of those whose answer is drafted."""
        return []
