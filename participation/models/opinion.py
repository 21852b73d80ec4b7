import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import OuterRef, Q
from django.utils.translation import gettext_lazy as _

from communities.models import Community, Neighbourhood, memberships_of
from participation.enums import Channel, OpinionState, Promise, VoiceKind
from participation.models import card
from participation.models.consultation import Consultation
from participation.models.document import Paragraph
from participation.workflow import OPINION
from portal.audit.history import tracked
from portal.db import LockingQuerySet, TimestampedModel, not_blank, only_columns
from portal.files.models import File
from portal.obligations.queries import CLOCK, latest_promise
from portal.ui.links import path_to
from portal.workflow import Status

IS_PUBLIC = Q(state__in=(OpinionState.RECEIVED, OpinionState.ANSWERED), hidden_reason="")


CONFIRMATION_TERM = timedelta(days=7)


def also_for(opinion: str) -> ArraySubquery:
    """The names of the neighbourhoods that the ``opinion`` of an outer query also represents."""
    represented = Opinion.also_represents.through.objects.filter(opinion=OuterRef(opinion))
    return ArraySubquery(represented.order_by("neighbourhood__name_sort").values("neighbourhood__name"))


class OpinionQuerySet(LockingQuerySet):
    def public(self) -> "OpinionQuerySet":
        """What everybody may read. What moderation has hidden stays hidden also when it is answered."""
        return self.filter(IS_PUBLIC)

    def visible_to(self, user) -> "OpinionQuerySet":
        if user.has_perm("participation.view_opinion"):
            return self
        if not user.is_authenticated:
            return self.public()
        return self.filter(IS_PUBLIC | Q(author=user))

    def of_person(self, user) -> "OpinionQuerySet":
        """The person's own, and those of the communities the person belongs to."""
        return self.filter(Q(author_id=user.pk) | Q(community__in=memberships_of(user)))

    def waiting(self) -> "OpinionQuerySet":
        return self.filter(state__in=(OpinionState.RECEIVED, OpinionState.HIDDEN))

    def never_confirmed(self, now: datetime) -> "OpinionQuerySet":
        """Sent by guests who did not open the link within its term."""
        return self.filter(state=OpinionState.UNCONFIRMED, submitted_at__lt=now - CONFIRMATION_TERM)

    def joint_first(self) -> "OpinionQuerySet":
        """A community's joint opinion comes first and is counted apart (S4-94)."""
        return self.order_by("-voice", "-submitted_at", "-pk")

    def for_list(self) -> "OpinionQuerySet":
        """With the names of the neighbourhoods each also represents in ``also_for``, and the promise to answer in
        ``promised`` (``as_promise``)."""
        rows = self.select_related(
            "community", "answer__unit", "answer__batch", "answer__dispute", "attachment", "author",
            "paragraph__version__document",
        )  # fmt: skip
        return rows.annotate(also_for=also_for("pk"), promised=latest_promise(self.model, Promise.OPINION_ANSWER, *CLOCK))

    def for_cards(self) -> "OpinionQuerySet":
        """As ``for_list``, with no more columns than cards show."""
        shown = (*card.OPINION, *card.within("answer", card.ANSWER))
        rows = only_columns(self, *shown)
        return rows.annotate(also_for=also_for("pk"), promised=latest_promise(self.model, Promise.OPINION_ANSWER, *CLOCK))


@tracked()
class Opinion(TimestampedModel):
    """What somebody says in a consultation (viedoklis): a person, or a community with one voice for many.

    ``text`` is what matters; what was lived through and what is proposed may stand beside it (S4-55). A guest's opinion
    counts from the moment it was sent, once its link is confirmed. ``form_token`` is the page's own mark: the same form
    sent twice is one opinion. Earlier wordings stay in the history.
    """

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="opinions", verbose_name=_("consultation"))
    paragraph = models.ForeignKey(
        Paragraph, models.PROTECT, null=True, blank=True, related_name="opinions", verbose_name=_("paragraph")
    )
    voice = models.CharField(_("voice"), max_length=12, choices=VoiceKind, default=VoiceKind.INDIVIDUAL)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="opinions", verbose_name=_("author")
    )
    author_name = models.CharField(_("author's name"), max_length=150, blank=True)
    author_email = models.EmailField(_("author's e-mail"), blank=True)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE)
    publish_name = models.BooleanField(_("publish the name"), default=False)
    community = models.ForeignKey(
        Community, models.PROTECT, null=True, blank=True, related_name="opinions", verbose_name=_("community")
    )
    residents_represented = models.PositiveIntegerField(_("speaks for residents"), null=True, blank=True)
    how_agreed = models.CharField(_("how it was agreed"), max_length=300, blank=True)
    agreed_on = models.DateField(_("agreed on"), null=True, blank=True)
    evidence = models.ForeignKey(
        File, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("evidence of the agreement")
    )
    also_represents = models.ManyToManyField(
        Neighbourhood, related_name="+", blank=True, verbose_name=_("also represents neighbourhoods")
    )
    text = models.TextField(_("opinion"))
    experience = models.TextField(_("experience"), blank=True)
    proposal = models.TextField(_("own proposal"), blank=True)
    attachment = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("attachment"))
    channel = models.CharField(_("came by"), max_length=10, choices=Channel, default=Channel.WEB)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("typed in by")
    )
    state = models.CharField(_("state"), max_length=12, choices=OpinionState, default=OpinionState.RECEIVED)
    submitted_at = models.DateTimeField(_("sent at"))
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    edited_at = models.DateTimeField(_("changed by the author at"), null=True, blank=True)
    hidden_reason = models.CharField(_("why hidden"), max_length=300, blank=True)
    form_token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = OpinionQuerySet.as_manager()

    class Meta:
        verbose_name = _("opinion")
        verbose_name_plural = _("opinions")
        ordering = ["-submitted_at", "-pk"]
        constraints = [
            not_blank("opinion_not_blank", "text", message=_("Write your opinion.")),
            models.CheckConstraint(
                condition=Q(voice="individual", residents_represented__isnull=True)
                | Q(voice="joint", community__isnull=False, residents_represented__gte=2) & ~Q(how_agreed=""),
                name="opinion_joint_names_its_voices",
                violation_error_message=_("A joint opinion names its community, how it was agreed and how many it speaks for."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=("unconfirmed", "withdrawn")) | Q(confirmed_at__isnull=False),
                name="opinion_counts_when_confirmed",
            ),
        ]
        indexes = [
            models.Index(fields=["consultation", "-voice", "-submitted_at", "-id"], name="opinion_of_consultation"),
            models.Index(fields=["author", "-submitted_at"], name="opinion_author"),
            models.Index(fields=["community", "-submitted_at"], name="opinion_community"),
            models.Index(fields=["-voice", "-submitted_at", "-id"], name="opinion_joint_first"),
            models.Index(
                fields=["community", "-submitted_at", "-id"],
                include=["residents_represented"],
                condition=IS_PUBLIC & Q(voice="joint"),
                name="opinion_joint_of_community",
            ),
        ]

    class Privacy:
        personal = (
            "author", "author_name", "author_email", "text", "experience", "proposal", "attachment", "evidence", "publish_name",
            "form_token",
        )  # fmt: skip
        retention = "5 years after the consultation closed, then the words stay without their author; unconfirmed: 7 days"
        ended_by = "participation.tasks.retention.forget_authors"

    def __str__(self) -> str:
        return f"{self.consultation}, {self.pk}"

    def get_absolute_url(self) -> str:
        return path_to("participation:consultation_detail", self.consultation.slug) + f"#viedoklis-{self.pk}"

    @property
    def status(self) -> Status:
        return OPINION.status(self.state)

    @property
    def is_public(self) -> bool:
        return self.state in (OpinionState.RECEIVED, OpinionState.ANSWERED) and not self.hidden_reason

    @property
    def is_joint(self) -> bool:
        return self.voice == VoiceKind.JOINT

    @property
    def public_author(self) -> str:
        """The name as outsiders may read it: a community's always, a person's only by consent."""
        if self.is_joint and self.community:
            return self.community.name
        return self.author_name if self.publish_name and self.author_name else str(_("a resident"))
