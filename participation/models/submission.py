import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from communities.models import Community, Neighbourhood
from participation.enums import Channel, SubmissionKind, SubmissionState, VoiceKind
from participation.models.forum import Forum
from participation.workflow import SUBMISSION
from portal.audit.history import tracked
from portal.db import LockingQuerySet, TimestampedModel, not_blank
from portal.municipality.models import Unit
from portal.workflow import Status


class SubmissionQuerySet(LockingQuerySet):
    def public(self) -> "SubmissionQuerySet":
        """Proposals are public; other submissions are between their author and the municipality."""
        return self.filter(kind=SubmissionKind.PROPOSAL).exclude(state=SubmissionState.WITHDRAWN)

    def visible_to(self, user) -> "SubmissionQuerySet":
        if user.has_perm("participation.view_submission"):
            return self
        if not user.is_authenticated:
            return self.public()
        mine = Q(author=user) | Q(community__in=Community.objects.of_member(user))
        return self.filter(Q(kind=SubmissionKind.PROPOSAL) & ~Q(state=SubmissionState.WITHDRAWN) | mine)

    def waiting(self) -> "SubmissionQuerySet":
        return self.filter(state__in=(SubmissionState.RECEIVED, SubmissionState.EXAMINED))

    def for_list(self) -> "SubmissionQuerySet":
        return self.select_related("neighbourhood", "community", "unit", "answer__unit", "forum")


@tracked()
class Submission(TimestampedModel):
    """Something sent to the municipality that must be answered: a proposal, a submission, a request (iesniegums).

    The clock runs from ``received_at`` and lives in the obligation.
    """

    kind = models.CharField(_("kind"), max_length=20, choices=SubmissionKind)
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("text"))
    need = models.TextField(_("what is the need and whom does it concern"), blank=True)
    own_part = models.TextField(_("what we can do ourselves"), blank=True)
    neighbourhood = models.ForeignKey(
        Neighbourhood, models.PROTECT, null=True, blank=True, related_name="submissions", verbose_name=_("neighbourhood")
    )
    forum = models.ForeignKey(
        Forum, models.PROTECT, null=True, blank=True, related_name="submissions", verbose_name=_("made at the forum")
    )
    voice = models.CharField(_("voice"), max_length=12, choices=VoiceKind, default=VoiceKind.INDIVIDUAL)
    community = models.ForeignKey(
        Community, models.PROTECT, null=True, blank=True, related_name="submissions", verbose_name=_("community")
    )
    residents_represented = models.PositiveIntegerField(_("speaks for residents"), null=True, blank=True)
    how_agreed = models.CharField(_("how it was agreed"), max_length=300, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="submissions",
        verbose_name=_("author"),
    )  # fmt: skip
    author_name = models.CharField(_("author's name"), max_length=150, blank=True)
    author_email = models.EmailField(_("author's e-mail"), blank=True)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("responsible unit"))
    channel = models.CharField(_("came by"), max_length=10, choices=Channel, default=Channel.WEB)
    state = models.CharField(_("state"), max_length=10, choices=SubmissionState, default=SubmissionState.RECEIVED)
    received_at = models.DateTimeField(_("received"))
    form_token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions and proposals")
        ordering = ["-received_at", "-pk"]
        constraints = [
            not_blank("submission_not_blank", "text"),
            models.CheckConstraint(
                condition=Q(voice="individual") | Q(voice="joint", residents_represented__gte=2) & ~Q(how_agreed=""),
                name="submission_joint_names_its_voices",
                violation_error_message=_("A joint proposal says how it was agreed and how many it speaks for."),
            ),
        ]
        indexes = [
            models.Index(fields=["-received_at", "-id"], name="submission_recent"),
            models.Index(fields=["neighbourhood", "-received_at"], name="submission_neighbourhood"),
            models.Index(fields=["author", "-received_at"], name="submission_author"),
        ]

    class Privacy:
        personal = ("author", "author_name", "author_email", "text", "need", "form_token")
        retention = "5 years after the answer"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("participation:proposal_detail", args=[self.pk])

    @property
    def status(self) -> Status:
        return SUBMISSION.status(self.state)

    @property
    def is_joint(self) -> bool:
        return self.voice == VoiceKind.JOINT

    @property
    def public_author(self) -> str:
        """A community's name, or that residents said it at a forum; a person's name is not published."""
        if self.community:
            return self.community.name
        return str(_("participants of the forum")) if self.forum_id else str(_("a resident"))
