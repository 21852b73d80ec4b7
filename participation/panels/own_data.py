"""A person's own words: given on request, forgotten on request."""

from django.db.models import Case, CharField, Value, When
from django.db.models.functions import Cast, Concat

from participation.models import Dispute, Moderation, Opinion, Submission, Support
from portal.audit.erasure import ERASED, blank_history
from portal.files.actions import erase
from portal.files.models import File
from portal.ui.panels import Slot, fill_slot


@fill_slot(Slot.OWN_DATA)
def own_words(person):
    return [
        (
            "opinions",
            [
                {
                    "consultation": one.consultation.title,
                    "text": one.text,
                    "experience": one.experience,
                    "proposal": one.proposal,
                    "sent": one.submitted_at.isoformat(),
                }
                for one in Opinion.objects.filter(author=person).select_related("consultation")
            ],
        ),
        (
            "submissions",
            [
                {"title": one.title, "text": one.text, "sent": one.received_at.isoformat()}
                for one in Submission.objects.filter(author=person)
            ],
        ),
        (
            "disputes",
            [{"reason": one.reason, "raised": one.raised_at.isoformat()} for one in Dispute.objects.filter(raised_by=person)],
        ),
        (
            "supports",
            [
                {"title": one.submission.title, "given": one.given_at.isoformat()}
                for one in Support.objects.filter(person=person).select_related("submission")
            ],
        ),
    ]


@fill_slot(Slot.ERASURE)
def forget_author(person, *, check_only: bool, now):
    """Opinions stay part of the decision's record, without their author and what the author attached."""
    if check_only:
        return []
    for model in (Opinion, Submission):
        own = model.objects.filter(author=person, community=None, attachment__isnull=False)
        attached = list(File.objects.filter(pk__in=own.values("attachment")))
        own.update(attachment=None)
        for file in attached:
            erase(file, now=now)
        rows = model.objects.filter(author=person)
        pks = list(rows.values_list("pk", flat=True))
        rows.update(author=None, author_name="", author_email="")
        blank_history(model, pks)
        if model is Opinion:
            forget_objections(pks)
    forget_supporter(person)
    forget_disputes(person)
    return []


def forget_objections(opinion_pks: list[int]) -> None:
    """That somebody objected to moderation stays, what the person wrote does not."""
    objections = Moderation.objects.filter(opinion__in=opinion_pks, appealed_at__isnull=False)
    pks = list(objections.values_list("pk", flat=True))
    objections.update(objection=ERASED)
    blank_history(Moderation, pks)


def forget_supporter(person) -> None:
    """What was counted stays counted, as nobody's: neither name nor address is left. What was not goes."""
    supports = Support.objects.filter(person=person)
    supports.filter(confirmed_at__isnull=True).delete()
    nobody = Concat(Cast("pk", CharField()), Value("@erased.invalid"), output_field=CharField())
    name = Case(When(is_signature=True, then=Value("–")), default=Value(""))
    supports.update(person=None, email=nobody, name=name)


def forget_disputes(person) -> None:
    """What was disputed and decided stays beside the answer, without the one who raised it."""
    rows = Dispute.objects.filter(raised_by=person)
    pks = list(rows.values_list("pk", flat=True))
    rows.update(raised_by=None)
    blank_history(Dispute, pks)
