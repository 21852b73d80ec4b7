"""What participation puts on the shared pages."""

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participation.enums import OpinionState
from participation.models import Answer, Consultation, Forum, Opinion, Submission
from participation.queries import answer_cards, opinion_cards, submission_cards
from portal.audit.erasure import blank_history
from portal.files.actions import erase
from portal.files.models import File
from portal.obligations.queries import clock_figures, tasks_of
from portal.obligations.receipts import RECEIPTS, ReceiptView
from portal.ui.links import plain_path, plain_reverse
from portal.ui.panels import Panel, Slot, fill_slot
from portal.ui.search import Entry, SearchProvider, register_search
from portal.ui.visibility import Visibility


@fill_slot(Slot.HOME)
def home_panels(request, *, now):
    consultations = list(Consultation.objects.open(now).for_list().order_by("closes_at")[:3])
    answers = list(Answer.objects.public().for_list().order_by("-published_at", "-pk")[:3])
    return [
        Panel("participation/partials/home_open.html", {"consultations": consultations, "now": now}, order=10),
        Panel("participation/partials/home_clock.html", {"figures": clock_figures(now)}, order=30, place="band"),
        Panel("participation/partials/home_answers.html", {"cards": answer_cards(answers)}, order=40),
    ]


@fill_slot(Slot.HUB)
def hub_panels(request, *, now):
    published = Consultation.objects.published().for_list()
    forums = Forum.objects.for_list()
    return [
        Panel(
            "participation/partials/hub_now.html",
            {
                "open": list(published.open(now).order_by("closes_at")[:10]),
                "upcoming": list(published.upcoming(now).order_by("opens_at")[:5]),
                "forums": list(forums.planned().filter(held_at__gt=now).order_by("held_at")[:5]),
                "now": now,
            },
            order=10,
        ),
        Panel(
            "participation/partials/hub_lately.html",
            {
                "closed": list(published.closed(now).order_by("-closes_at")[:5]),
                "forums": list(forums.held().order_by("-held_at")[:5]),
                "now": now,
            },
            order=60,
        ),
    ]


@fill_slot(Slot.MANS)
def my_opinions(request, *, now):
    opinions = list(Opinion.objects.filter(author=request.user).for_list().order_by("-submitted_at")[:10])
    if not opinions:
        return []
    return [Panel("participation/partials/mans_opinions.html", {"cards": opinion_cards(opinions)}, order=50)]


@fill_slot(Slot.ADMIN_TASKS)
def answer_queue(request, *, now):
    if not request.user.has_perm("participation.view_opinion"):
        return []
    opinion_type = ContentType.objects.get_for_model(Opinion)
    waiting = tasks_of(request.user).filter(subject_type=opinion_type)
    drafts = Consultation.objects.filter(state="draft").order_by("-updated_at")[:5]
    return [
        Panel(
            "",
            {
                "title": _("Opinions waiting for my answer"),
                "url": plain_reverse("admin:participation_opinion_changelist"),
                "count": waiting.count(),
                "rows": [],
                "empty": "",
            },
            order=10,
        ),
        Panel(
            "",
            {
                "title": _("Consultations in preparation"),
                "url": plain_reverse("admin:participation_consultation_changelist"),
                "count": len(drafts),
                "rows": [
                    {
                        "label": draft.title,
                        "url": plain_reverse("admin:participation_consultation_change", draft.pk),
                        "note": "",
                    }
                    for draft in drafts
                ],
                "empty": _("None."),
            },
            order=20,
        ),
    ]


@fill_slot(Slot.NEIGHBOURHOOD)
def neighbourhood_panels(request, place):
    now = timezone.now()
    proposals = list(Submission.objects.public().filter(neighbourhood=place).for_list().order_by("-received_at")[:3])
    return [
        Panel(
            "participation/partials/neighbourhood.html",
            {
                "open": list(Consultation.objects.open(now).filter(neighbourhoods=place).order_by("closes_at")[:5]),
                "next_forum": Forum.objects.planned().filter(neighbourhood=place, held_at__gt=now).order_by("held_at").first(),
                "last_forum": Forum.objects.held().filter(neighbourhood=place).order_by("-held_at").first(),
                "cards": submission_cards(proposals),
                "now": now,
            },
            order=10,
        )
    ]  # fmt: skip


@fill_slot(Slot.COMMUNITY)
def community_panels(request, community):
    proposals = list(Submission.objects.public().filter(community=community).for_list().order_by("-received_at")[:5])
    opinions = Opinion.objects.public().filter(community=community).for_list().select_related("consultation")
    opinions = list(opinions.order_by("-submitted_at")[:5])
    cards = submission_cards(proposals) + opinion_cards(opinions)
    return [Panel("participation/partials/community.html", {"cards": cards}, order=20)] if cards else []


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


def _opinion_receipt(opinion: Opinion) -> ReceiptView:
    facts = [(_("Consultation"), opinion.consultation.title)]
    if opinion.is_joint:
        facts += [
            (_("Community"), opinion.community.name),
            (_("Speaks for residents"), opinion.residents_represented),
            (_("How it was agreed"), opinion.how_agreed),
        ]
    answer = getattr(opinion, "answer", None)
    withdrawable = opinion.state in (OpinionState.UNCONFIRMED, OpinionState.RECEIVED)
    return ReceiptView(
        title=opinion.consultation.title,
        kind=_("Opinion"),
        status=opinion.status,
        facts=facts,
        text=opinion.text,
        answer=answer if answer and answer.published_at else None,
        page=plain_path(opinion),
        actions=[(_("Withdraw the opinion"), plain_reverse("participation:opinion_withdraw", opinion.pk))]
        if withdrawable
        else [],
    )


def _submission_receipt(submission: Submission) -> ReceiptView:
    answer = getattr(submission, "answer", None)
    return ReceiptView(
        title=submission.title,
        kind=submission.get_kind_display(),
        status=submission.status,
        facts=[(_("Neighbourhood"), submission.neighbourhood.name)] if submission.neighbourhood else [],
        text=submission.text,
        answer=answer if answer and answer.published_at else None,
        page=plain_path(submission) if submission.kind == "proposal" else "",
    )


RECEIPTS.register(Opinion._meta.label_lower, _opinion_receipt)
RECEIPTS.register(Submission._meta.label_lower, _submission_receipt)


def _consultation_entry(consultation: Consultation) -> Entry:
    return Entry(
        "consultation", consultation.title, plain_path(consultation),
        f"{consultation.summary} {consultation.description} {consultation.can_change}",
        visibility=Visibility.PUBLIC if consultation.published_at else Visibility.STAFF,
        neighbourhood_keys=list(consultation.neighbourhoods.values_list("pk", flat=True)),
        happened_on=consultation.closes_at.date(),
    )  # fmt: skip


def _forum_entry(forum: Forum) -> Entry:
    return Entry(
        "forum", forum.title, plain_path(forum), f"{forum.place} {forum.agenda} {forum.minutes}",
        neighbourhood_keys=[forum.neighbourhood_id], happened_on=forum.held_at.date(),
    )  # fmt: skip


def _submission_entry(submission: Submission) -> Entry | None:
    if submission.kind != "proposal" or submission.state == "withdrawn":
        return None
    return Entry("proposal", submission.title, plain_path(submission), submission.text, happened_on=submission.received_at.date())


register_search(SearchProvider("consultation", _("Consultations"), Consultation, _consultation_entry))
register_search(SearchProvider("forum", _("Forums"), Forum, _forum_entry))
register_search(SearchProvider("proposal", _("Proposals"), Submission, _submission_entry))
