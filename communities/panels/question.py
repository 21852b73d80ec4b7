"""Questions to contact persons: mine, those past their term, and what is held of a person."""

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from communities.enums import Promise
from communities.models import Question
from portal.audit.erasure import ERASED
from portal.notifications.models import Message
from portal.obligations.actions import cancel_obligation
from portal.obligations.models import Obligation
from portal.obligations.queries import as_promise
from portal.obligations.receipts import RECEIPTS, ReceiptView
from portal.ui.links import plain_reverse
from portal.ui.panels import Panel, Slot, fill_slot
from portal.workflow import Status, Tone

WAITING = Status(
    "waiting", _("waits for an answer"), _("being answered"), _("The answer comes by the day the clock shows."), Tone.OPEN
)
ANSWERED = Status("answered", pgettext_lazy("question", "answered"), pgettext_lazy("question", "answered"), tone=Tone.DONE)


@fill_slot(Slot.MANS, when=lambda user, now: [Question.objects.filter(asked_by=user)])
def my_questions(request, *, now):
    questions = list(Question.objects.filter(asked_by=request.user).for_list()[:5])
    if not questions:
        return []
    cards = [(one, as_promise(one.promised)) for one in questions]
    return [Panel("communities/partials/mans_questions.html", {"cards": cards}, order=55)]


@fill_slot(Slot.ADMIN_TASKS)
def questions_past_their_term(request, *, now):
    if not request.user.has_perm("communities.view_question"):
        return []
    late = list(Obligation.objects.overdue(now).filter(kind=Promise.QUESTION).select_related("unit").by_urgency())
    if not late:
        return []
    context = {
        "title": _("Questions to contact persons past their term"),
        "url": plain_reverse("admin:communities_question_changelist") + "?atbilde=gaida",
        "count": len(late),
        "rows": [{"label": f"{one.number} {one.label}", "url": one.staff_address, "note": one.unit.name} for one in late[:8]],
        "empty": "",
    }
    return [Panel("", context, order=12)]


@fill_slot(Slot.OWN_DATA)
def own_questions(person):
    rows = Question.objects.filter(asked_by=person).select_related("neighbourhood")
    return [
        (
            "questions",
            [
                {
                    "neighbourhood": one.neighbourhood.name,
                    "text": one.text,
                    "sent": one.asked_at.isoformat(),
                    "answer": one.answer,
                }
                for one in rows
            ],
        )
    ]


@fill_slot(Slot.ERASURE)
def forget_asker(person, *, check_only: bool, now):
    """What was asked in one's own name is blanked and no longer waits; what a community asked stays its own."""
    if check_only:
        return []
    blank = gettext("Erased at the wish of its author.")
    for question in Question.objects.filter(asked_by=person, community=None):
        question.text, question.answer = blank, blank if question.answered_at else ""
        question.save(update_fields=["text", "answer", "updated_at"])
        cancel_obligation(kind=Promise.QUESTION, subject=question, reason=blank, now=now)
        Message.objects.about(question).update(body=ERASED)
    Question.objects.filter(asked_by=person).update(asked_by=None)
    return []


def _question_receipt(question: Question) -> ReceiptView:
    facts = [(_("Neighbourhood"), question.neighbourhood.name)]
    if question.community:
        facts.append((_("Community"), question.community.name))
    return ReceiptView(
        title=question.neighbourhood.name,
        kind=question.get_kind_display().capitalize(),
        status=ANSWERED if question.answered_at else WAITING,
        facts=facts,
        text=question.text,
        answer=question.reply,
    )


RECEIPTS.register(Question._meta.label_lower, _question_receipt)
