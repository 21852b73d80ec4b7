import uuid
from datetime import datetime

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from communities.models import Community, Neighbourhood, memberships_of
from participation.enums import (
    Audience,
    Basis,
    Channel,
    Contribution,
    ParticipationForm,
    Promise,
    ProposalTarget,
    SubmissionKind,
    SubmissionState,
    Theme,
    VoiceKind,
    Voting,
)
from participation.models import card
from participation.models.campaign import BudgetCampaign
from participation.models.forum import Forum
from participation.models.opinion import CONFIRMATION_TERM
from participation.models.submission_kind import KINDS, PUBLIC_KINDS, KindInfo
from participation.workflow import SUBMISSION
from portal.audit.history import tracked
from portal.db import Folded, LockingQuerySet, TimestampedModel, not_blank, only_columns, paired, words_of
from portal.files.models import File
from portal.municipality.models import Unit
from portal.obligations.queries import CLOCK, latest_promise
from portal.ui.links import path_to
from portal.workflow import Status

HANDED_IN = (SubmissionState.RECEIVED, SubmissionState.EXAMINED, SubmissionState.ANSWERED)
IS_PUBLIC = Q(kind__in=PUBLIC_KINDS, state__in=(SubmissionState.COLLECTING, *HANDED_IN))


class SubmissionQuerySet(LockingQuerySet):
    def public(self) -> "SubmissionQuerySet":
        """Proposals and collective submissions are public; all else is between its author and the municipality."""
        return self.filter(IS_PUBLIC)

    def visible_to(self, user) -> "SubmissionQuerySet":
        if user.has_perm("participation.view_submission"):
            return self
        if not user.is_authenticated:
            return self.public()
        return self.filter(IS_PUBLIC | Q(author=user) | Q(community__in=memberships_of(user)))

    def own(self, user) -> "SubmissionQuerySet":
        """What the person, or a community of the person's, has sent."""
        return self.filter(Q(author_id=user.pk) | Q(community__in=memberships_of(user)))

    def handed_in(self) -> "SubmissionQuerySet":
        """Registered, whatever became of it since, except what its author took back."""
        return self.filter(state__in=HANDED_IN)

    def never_confirmed(self, now: datetime) -> "SubmissionQuerySet":
        """Sent by guests who did not open the link within its term."""
        return self.filter(state=SubmissionState.UNCONFIRMED, received_at__lt=now - CONFIRMATION_TERM)

    def waiting(self) -> "SubmissionQuerySet":
        return self.filter(state__in=(SubmissionState.RECEIVED, SubmissionState.EXAMINED))

    def for_list(self) -> "SubmissionQuerySet":
        """With the promise to answer in ``promised`` (``as_promise``)."""
        rows = self.select_related(
            "neighbourhood", "community", "unit", "answer__unit", "answer__batch", "answer__dispute", "forum", "campaign",
            "attachment",
        )  # fmt: skip
        return rows.annotate(promised=latest_promise(self.model, Promise.SUBMISSION_ANSWER, *CLOCK))

    def for_cards(self, *more: str) -> "SubmissionQuerySet":
        """With the answer and the promise, and no more columns than cards show, beside ``more``."""
        shown = (*card.SUBMISSION, *card.within("answer", card.ANSWER))
        rows = only_columns(self, *shown, *more)
        return rows.annotate(promised=latest_promise(self.model, Promise.SUBMISSION_ANSWER, *CLOCK))


@tracked()
class Submission(TimestampedModel):
    """Something sent to the municipality that must be answered: a proposal, a submission, a request (iesniegums).

    The clock runs from ``received_at`` and lives in the obligation.
    """

    kind = models.CharField(_("kind"), max_length=20, choices=SubmissionKind)
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("text"))
    need = models.TextField(_("what is the need"), blank=True)
    concerns = models.TextField(_("whom it concerns"), blank=True)
    own_part = models.TextField(_("what we can do ourselves"), blank=True)
    target = models.CharField(_("proposal for"), max_length=20, choices=ProposalTarget, blank=True)
    theme = models.CharField(_("theme"), max_length=20, choices=Theme, blank=True)
    campaign = models.ForeignKey(
        BudgetCampaign, models.PROTECT, null=True, blank=True, related_name="submissions", verbose_name=_("budget campaign")
    )
    place = models.CharField(_("place"), max_length=80, blank=True)
    latitude = models.FloatField(
        _("latitude"), null=True, blank=True, validators=[MinValueValidator(55.6), MaxValueValidator(58.1)]
    )
    longitude = models.FloatField(
        _("longitude"), null=True, blank=True, validators=[MinValueValidator(20.9), MaxValueValidator(28.3)]
    )
    form = models.CharField(_("form of participation"), max_length=15, choices=ParticipationForm, blank=True)
    contributions = ArrayField(
        models.CharField(max_length=15, choices=Contribution), verbose_name=_("what we bring along"), default=list, blank=True
    )
    groups = ArrayField(
        models.CharField(max_length=15, choices=Audience), verbose_name=_("groups it speaks of"), default=list, blank=True
    )
    basis = ArrayField(
        models.CharField(max_length=15, choices=Basis), verbose_name=_("what it rests on"), default=list, blank=True
    )
    also_represents = models.ManyToManyField(
        Neighbourhood, related_name="+", blank=True, verbose_name=_("holds for these neighbourhoods too")
    )
    decision = models.CharField(_("which decision"), max_length=200, blank=True)
    wished_on = models.DateField(_("wished day"), null=True, blank=True)
    neighbourhood = models.ForeignKey(
        Neighbourhood, models.PROTECT, null=True, blank=True, related_name="submissions", verbose_name=_("neighbourhood")
    )
    forum = models.ForeignKey(
        Forum, models.PROTECT, null=True, blank=True, related_name="submissions", verbose_name=_("made at the forum")
    )
    votes = models.PositiveIntegerField(_("votes at the forum"), null=True, blank=True)
    voting = models.CharField(_("how it was voted"), max_length=5, choices=Voting, blank=True)
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
    is_signed = models.BooleanField(
        _("signed or identified"), default=False,
        help_text=_("By hand, with an electronic signature, by e-address or with a checked identity: the law's term applies."),
    )  # fmt: skip
    attachment = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("attachment"))
    state = models.CharField(_("state"), max_length=12, choices=SubmissionState, default=SubmissionState.RECEIVED)
    received_at = models.DateTimeField(_("received"))
    dvs_number = models.CharField(_("number in the document system"), max_length=60, blank=True)
    dvs_date = models.DateField(_("date in the document system"), null=True, blank=True)
    formal_title = models.CharField(_("formal title"), max_length=200, blank=True)
    formal_text = models.TextField(
        _("formal wording"), blank=True, help_text=_("The officer's wording for the file; the author's words stay as they are.")
    )
    support_count = models.PositiveIntegerField(_("supporters"), default=0, editable=False)
    carried_out_on = models.DateField(_("carried out on"), null=True, blank=True)
    carried_out = models.TextField(_("what was done"), blank=True)
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
            models.CheckConstraint(
                condition=Q(carried_out_on__isnull=True, carried_out="")
                | Q(carried_out_on__isnull=False, state="answered") & ~Q(carried_out=""),
                name="submission_carried_out_after_its_answer",
                violation_error_message=_("Only what is answered can be carried out; say what was done and when."),
            ),
            models.UniqueConstraint(
                fields=["dvs_number"], condition=~Q(dvs_number=""), name="submission_dvs_number_once",
                violation_error_message=_("Another submission bears this number of the document system."),
            ),
            paired("submission_point_whole", "latitude", "longitude", message=_("A point on the map has two coordinates.")),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["-received_at", "-id"], name="submission_recent"),
            models.Index(fields=["neighbourhood", "-received_at"], name="submission_neighbourhood"),
            models.Index(fields=["author", "-received_at"], name="submission_author"),
            models.Index(fields=["campaign", "state"], name="submission_campaign"),
            models.Index(fields=["-received_at"], condition=Q(voice=VoiceKind.JOINT), name="submission_joint"),
            GinIndex(OpClass(Folded("title"), "gin_trgm_ops"), name="submission_title_trigrams"),
            GinIndex(OpClass(words_of("title", "text"), "gin_trgm_ops"), name="submission_words"),
        ]

    class Privacy:
        personal = (
            "author", "author_name", "author_email", "text", "need", "concerns", "own_part", "formal_text", "attachment",
            "latitude", "longitude", "form_token",
        )  # fmt: skip
        retention = "5 years after the answer; the words of a public proposal stay without their author"
        ended_by = "participation.tasks.retention.forget_authors"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return path_to("participation:proposal_detail", self.pk)

    @property
    def status(self) -> Status:
        return SUBMISSION.status(self.state)

    @property
    def kind_info(self) -> KindInfo:
        return KINDS[self.kind]

    @property
    def is_public(self) -> bool:
        return self.kind_info.is_public and self.state in (SubmissionState.COLLECTING, *HANDED_IN)

    @property
    def is_collective(self) -> bool:
        return self.kind == SubmissionKind.COLLECTIVE

    @property
    def takes_support(self) -> bool:
        """Whether others can stand behind it now: a proposal until it is answered, a collective one until handed in."""
        states = (SubmissionState.COLLECTING,) if self.is_collective else (SubmissionState.RECEIVED, SubmissionState.EXAMINED)
        return self.is_public and self.state in states

    @property
    def details(self) -> list[tuple[str, list[str]]]:
        """What was said beyond the text, in words: groups, what it rests on, what is brought along."""
        chosen = (("groups", Audience), ("basis", Basis), ("contributions", Contribution))
        found = [(name, [str(choices(one).label) for one in getattr(self, name)]) for name, choices in chosen]
        return [(capfirst(self._meta.get_field(name).verbose_name), words) for name, words in found if words]

    @property
    def rule_code(self) -> str:
        """The law's term for what is signed or identified, else the municipality's own promise."""
        return self.kind_info.law if self.is_signed else self.kind_info.promise

    @property
    def is_joint(self) -> bool:
        return self.voice == VoiceKind.JOINT

    @property
    def public_author(self) -> str:
        """A community's name, or that residents said it at a forum; a person's name is not published."""
        if self.community:
            return self.community.name
        return str(_("participants of the forum")) if self.forum_id else str(_("a resident"))
