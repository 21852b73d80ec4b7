"""What participation puts on the shared pages."""

from datetime import date, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import OuterRef
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from communities.queries.cooperation import DUTY_PAGES, TRACES
from participation.enums import OpinionState, VoiceKind
from participation.models import Answer, Consultation, Forum, Opinion, Submission
from participation.queries import answer_cards, last_forums, opinion_cards, question_cards, submission_cards
from portal.audit.erasure import blank_history
from portal.files.actions import erase
from portal.files.models import File
from portal.obligations.clock import end_of_day, last_day_of
from portal.obligations.queries import clock_figures, tasks_of
from portal.obligations.receipts import RECEIPTS, ReceiptView
from portal.obligations.rules_of_law import legal_rule
from portal.ui.icalendar import CalendarEntry
from portal.ui.links import absolute, plain_path, plain_reverse
from portal.ui.panels import Gap, Panel, Slot, fill_slot
from portal.ui.search import Entry, SearchProvider, register_search
from portal.ui.visibility import Visibility

INTERVAL_RULE = "FORUM_INTERVAL_DAYS"
AMBER_RULE = "FORUM_AMBER_DAYS"


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


@fill_slot(Slot.MANS, when=lambda user, now: [Opinion.objects.filter(author=user)])
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
    forums = list(Forum.objects.next_and_last(place, now))
    return [
        Panel(
            "participation/partials/neighbourhood.html",
            {
                "open": list(Consultation.objects.open(now).filter(neighbourhoods=place).order_by("closes_at")[:5]),
                "next_forum": next((one for one in reversed(forums) if one.held_at > now), None),
                "last_forum": next((one for one in forums if one.held_at <= now), None),
                "cards": submission_cards(proposals),
                "now": now,
            },
            order=10,
        )
    ]  # fmt: skip


@fill_slot(Slot.NEIGHBOURHOOD_GAPS)
def forums_due(keys, *, now):
    """Rule D4: where a community lives, a forum older than a year is red, one that soon will be is amber."""
    today = timezone.localdate(now)
    amber, red = legal_rule(AMBER_RULE, today).whole, legal_rule(INTERVAL_RULE, today).whole
    gaps = []
    for key, held_at in last_forums(keys, now):
        days = (today - timezone.localdate(held_at)).days if held_at else None
        if days is None or days > red:
            gaps.append(Gap(key, "forum_missing", _("no forum for more than a year"), is_urgent=True))
        elif days > amber:
            gaps.append(Gap(key, "forum_soon", _("a forum is due soon")))
    return gaps


@fill_slot(Slot.COMMUNITY)
def community_panels(request, community):
    proposals = list(Submission.objects.public().filter(community=community).for_list().order_by("-received_at")[:5])
    opinions = Opinion.objects.public().filter(community=community).for_list().select_related("consultation")
    opinions = list(opinions.order_by("-submitted_at")[:5])
    cards = question_cards(proposals, opinions)
    return [Panel("participation/partials/community.html", {"cards": cards}, order=20)] if cards else []


@fill_slot(Slot.COMMUNITY_DESK)
def words_of_the_community(request, community, *, now):
    """What was said in the community's name and what became of it; for members also what is not public."""
    submissions = Submission.objects.filter(community=community).exclude(state="withdrawn").for_list()
    opinions = Opinion.objects.public().filter(community=community).for_list().select_related("consultation")
    cards = question_cards(list(submissions.order_by("-received_at")[:3]), list(opinions.order_by("-submitted_at")[:3]))
    return [Panel("participation/partials/community.html", {"cards": cards}, order=50)] if cards else []


TRACES.register("opinion", Opinion.objects.public().filter(community=OuterRef("pk")))
TRACES.register("forum", Submission.objects.public().filter(community=OuterRef("pk"), forum__isnull=False))
TRACES.register("joint", Submission.objects.public().filter(community=OuterRef("pk"), voice=VoiceKind.JOINT))
for duty, page in (
    ("follow", "participation:consultation_list"),
    ("decisions", "participation:answer_list"),
    ("oversight", "participation:scorecard"),
    ("mood", "participation:forum_list"),
):
    DUTY_PAGES.register(duty, page)


@fill_slot(Slot.CALENDAR)
def consultations_closing(*, user, start: date, end: date, neighbourhood=None, community=None):
    """The last day for opinions of each consultation; those about the whole municipality concern every neighbourhood."""
    if community:
        return []
    first, after = end_of_day(start - timedelta(days=1)), end_of_day(end)
    dated = Consultation.objects.published().filter(closes_at__gt=first, closes_at__lte=after)
    return [
        CalendarEntry(
            key=f"participation.consultation-{one.pk}",
            kind=_("Last day for opinions"),
            title=one.title,
            address=absolute(plain_path(one), get_language() or "lv"),
            starts=last_day_of(one.closes_at),
            text=one.summary,
            neighbourhood_keys=keys,
        )
        for one in dated.prefetch_related("neighbourhoods")
        for keys in [[place.pk for place in one.neighbourhoods.all()]]
        if not (neighbourhood and keys) or neighbourhood.pk in keys
    ]


@fill_slot(Slot.CALENDAR)
def forums_dated(*, user, start: date, end: date, neighbourhood=None, community=None):
    first, after = end_of_day(start - timedelta(days=1)), end_of_day(end)
    forums = Forum.objects.visible_to(user).filter(held_at__gte=first, held_at__lt=after)
    if neighbourhood:
        forums = forums.filter(neighbourhood=neighbourhood)
    if community:
        forums = forums.filter(communities=community)
    return [
        CalendarEntry(
            key=f"participation.forum-{one.pk}",
            kind=_("Residents' forum"),
            title=one.title,
            address=absolute(plain_path(one), get_language() or "lv"),
            starts=one.held_at,
            place=one.place,
            text=one.agenda,
            neighbourhood_keys=[one.neighbourhood_id],
        )
        for one in forums
    ]


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
