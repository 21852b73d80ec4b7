"""A person's own words: given on request, forgotten on request."""

from participation.models import Opinion, Submission
from portal.audit.erasure import blank_history
from portal.files.actions import erase
from portal.files.models import File
from portal.ui.panels import Slot, fill_slot


@fill_slot(Slot.OWN_DATA)
def own_words(person):
    return [
        (
            "opinions",
            [
                {"consultation": one.consultation.title, "text": one.text, "sent": one.submitted_at.isoformat()}
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
    ]


@fill_slot(Slot.ERASURE)
def forget_author(person, *, check_only: bool, now):
    """Opinions stay part of the decision's record, without their author and what the author attached."""
    if check_only:
        return []
    own = Opinion.objects.filter(author=person, community=None, attachment__isnull=False)
    attached = list(File.objects.filter(pk__in=own.values("attachment")))
    own.update(attachment=None)
    for file in attached:
        erase(file, now=now)
    for model in (Opinion, Submission):
        rows = model.objects.filter(author=person)
        pks = list(rows.values_list("pk", flat=True))
        rows.update(author=None, author_name="", author_email="")
        blank_history(model, pks)
    return []
