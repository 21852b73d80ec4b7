from decimal import Decimal
from functools import reduce
from operator import or_

from django.contrib.postgres.expressions import ArraySubquery
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Length
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actionplans.enums import ActionStatus, MoneySource, PlanState
from actionplans.models.goal import Goal
from actionplans.models.joining import Joining
from actionplans.models.plan import YEARS, Plan
from actionplans.workflow import ACTION
from communities.models import Event
from grants.models import Application, Call
from participation.models import Consultation, Submission
from portal.audit.history import tracked
from portal.db import LockingQuerySet, TimestampedModel, not_blank
from portal.ui.links import path_to
from portal.workflow import Status

TIES = ("call", "project", "consultation", "proposal", "event")
"""What an action can point at, each a field of ``ActionTie``."""
_ALONE = [Q(*[(f"{one}__isnull", one != name) for one in TIES]) for name in TIES]


OVER = (ActionStatus.DONE, ActionStatus.STOPPED)
"""Nothing more is done or asked of an action in one of these."""


class ActionQuerySet(LockingQuerySet):
    def visible_to(self, user) -> "ActionQuerySet":
        return self.filter(plan__in=Plan.objects.visible_to(user))

    def open_to_join(self) -> "ActionQuerySet":
        """At any moment, as long as neither the action nor its plan is over and it was not closed (S0-28)."""
        return self.filter(is_open_to_join=True).exclude(progress__in=OVER).exclude(plan__state=PlanState.ENDED)

    def for_list(self) -> "ActionQuerySet":
        return self.with_joined().with_goals().select_related("plan")

    def with_joined(self) -> "ActionQuerySet":
        """With ``joined``: how many people have joined."""
        joined = Joining.objects.joined().filter(action=OuterRef("pk")).order_by().values("action").values(number=Count("pk"))
        return self.annotate(joined=Coalesce(Subquery(joined), 0))

    def with_goals(self) -> "ActionQuerySet":
        """With ``goal_codes``: of the goals that the action serves, in their order."""
        served = Goal.objects.filter(actions=OuterRef("pk")).order_by(Length("code"), "code")
        return self.annotate(goal_codes=ArraySubquery(served.values("code")))


@tracked()
class Action(TimestampedModel):
    """What will be done (S0-45): what, who, when, with which money and people, for which goals.

    ``money`` is the sum of its ``ActionMoney`` rows.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="actions", verbose_name=_("action plan"))
    code = models.CharField(_("code"), max_length=6)
    what = models.CharField(_("what will happen"), max_length=300)
    who = models.CharField(_("who"), max_length=200)
    partners = models.CharField(_("partners from other fields"), max_length=200, blank=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    money = models.DecimalField(
        _("money, EUR"), max_digits=12, decimal_places=2, default=Decimal(0), validators=[MinValueValidator(Decimal(0))]
    )
    people = models.CharField(_("people"), max_length=120)
    goals = models.ManyToManyField(Goal, related_name="actions", verbose_name=_("goals"))
    indicators = models.ManyToManyField("actionplans.Indicator", related_name="actions", blank=True, verbose_name=_("indicators"))
    no_indicator_reason = models.CharField(_("why no indicator shows it"), max_length=300, blank=True)
    is_long_term = models.BooleanField(_("goes on after the plan"), default=False)
    progress = models.CharField(_("progress"), max_length=10, choices=ActionStatus, default=ActionStatus.NOT_BEGUN)
    is_open_to_join = models.BooleanField(_("open to join"), default=True)

    objects = ActionQuerySet.as_manager()

    class Meta:
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        ordering = [Length("code"), "code"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="action_code_once"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="action_ends_after_it_begins",
                violation_error_message=_("The end may not be before the beginning."),
            ),
        ]

    class Privacy:
        personal = ()
        retention = "as the plan"

    def __str__(self) -> str:
        return f"{self.code}. {self.what}"

    def get_absolute_url(self) -> str:
        return reverse("actionplans:action_detail", args=[self.plan.slug, self.code])

    @property
    def status(self) -> Status:
        return ACTION.status(self.progress)


@tracked()
class ActionStep(TimestampedModel):
    """One step of an action, so that all of it is covered and not only its feast (S0-44)."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="steps")
    title = models.CharField(pgettext_lazy("of an action", "step"), max_length=200)
    due_on = models.DateField(_("until"), null=True, blank=True)
    done_on = models.DateField(pgettext_lazy("of a step", "done"), null=True, blank=True)

    objects = LockingQuerySet.as_manager()

    class Meta:
        verbose_name = _("step of an action")
        verbose_name_plural = _("steps of actions")
        ordering = ["due_on", "pk"]
        constraints = [not_blank("action_step_has_title", "title")]

    class Privacy:
        personal = ()
        retention = "as the plan"

    def __str__(self) -> str:
        return self.title


@tracked()
class ActionMoney(TimestampedModel):
    """What an action costs in one year from one source."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="moneys")
    year = models.PositiveSmallIntegerField(_("year"))
    source = models.CharField(_("source of the money"), max_length=12, choices=MoneySource)
    amount = models.DecimalField(
        _("money, EUR"), max_digits=12, decimal_places=2, validators=[MinValueValidator(Decimal("0.01"))]
    )

    class Meta:
        verbose_name = _("money of an action")
        verbose_name_plural = _("money of actions")
        ordering = ["year", "source"]
        constraints = [
            models.UniqueConstraint(fields=["action", "year", "source"], name="action_money_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="action_money_positive"),
            models.CheckConstraint(condition=Q(year__range=(YEARS[0], YEARS[-1])), name="action_money_of_a_likely_year"),
        ]

    class Privacy:
        personal = ()
        retention = "as the plan"

    def __str__(self) -> str:
        return f"{self.year}, {self.get_source_display()}"


class ActionTieQuerySet(models.QuerySet):
    def with_things(self) -> "ActionTieQuerySet":
        return self.select_related(*TIES, "project__decision")

    def to(self, thing: models.Model) -> "ActionTieQuerySet":
        """The ties that lead to a call, a project, a consultation, a proposal or an event."""
        return self.filter(**{next(name for name in TIES if isinstance(thing, self.model.target_of(name))): thing})


@tracked()
class ActionTie(TimestampedModel):
    """An action leads to what carries it out or feeds it: one call, project, consultation, proposal or event."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="ties")
    call = models.ForeignKey(Call, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("call"))
    project = models.ForeignKey(
        Application, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("funded project")
    )
    consultation = models.ForeignKey(
        Consultation, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("consultation")
    )
    proposal = models.ForeignKey(Submission, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("proposal"))
    event = models.ForeignKey(Event, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("event"))

    objects = ActionTieQuerySet.as_manager()

    class Meta:
        verbose_name = _("tie of an action")
        verbose_name_plural = _("ties of actions")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=reduce(or_, _ALONE), name="action_tie_leads_to_one_thing"),
            models.UniqueConstraint(fields=["action", *TIES], name="action_tie_once", nulls_distinct=False),
        ]

    class Privacy:
        personal = ()
        retention = "as the plan"

    def __str__(self) -> str:
        return str(self.thing)

    @classmethod
    def target_of(cls, name: str) -> type[models.Model]:
        return cls._meta.get_field(name).related_model

    @property
    def kind(self) -> str:
        return next(name for name in TIES if getattr(self, f"{name}_id"))

    @property
    def kind_label(self) -> str:
        return self._meta.get_field(self.kind).verbose_name

    @property
    def thing(self) -> models.Model:
        return getattr(self, self.kind)

    @property
    def address(self) -> str:
        """Its public page; an application that was funded has one as a project."""
        return path_to("grants:project_detail", self.project_id) if self.project_id else self.thing.get_absolute_url()
