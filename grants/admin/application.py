from django.contrib import admin
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from grants.actions.application import accept_application, close_project, refuse_application
from grants.actions.decision import decide
from grants.enums import ApplicationState
from grants.forms.decision import CloseProjectForm, DecisionForm, RefuseForm
from grants.models import Application
from grants.queries.money import remaining
from portal.audit.wording import timeline
from portal.obligations.models import Obligation
from portal.ui.admin import ReadOnlyAdmin, Step, amount


@admin.register(Application)
class ApplicationAdmin(ReadOnlyAdmin):
    list_display = ("title", "community", "call", "state", amount("requested", _("requested amount")), "points", "submitted_at")
    list_filter = ("state", "call")
    search_fields = ("title", "community__name")
    step_template = "admin/grants/application_step.html"
    fields = (
        "call", "lot", "community", "neighbourhood", "summary", "need", "involvement", "results", "starts_on", "ends_on",
        "points", "submitted_at", "ineligible_reason",
    )  # fmt: skip
    steps = (
        Step(
            name="atbilst",
            label=_("Meets the rules"),
            permission="grants.check_application",
            perform=lambda application, **answers: accept_application(application=application, **answers),
            done=_("The application goes to the commission."),
            available=lambda application: application.state == ApplicationState.SUBMITTED,
            prominent=True,
        ),
        Step(
            name="neatbilst",
            label=_("Does not meet the rules"),
            permission="grants.check_application",
            perform=lambda application, **answers: refuse_application(application=application, **answers),
            done=_("The applicant is told why."),
            form=RefuseForm,
            available=lambda application: application.state == ApplicationState.SUBMITTED,
        ),
        Step(
            name="lemt",
            label=_("Record the decision"),
            permission="grants.decide_application",
            perform=lambda application, **answers: decide(application=application, **answers),
            done=_("The decision is recorded; the letter is being made and sent."),
            form=DecisionForm,
            available=lambda application: application.state in (ApplicationState.EVALUATED, ApplicationState.RESERVE),
            prominent=True,
            initial=lambda application: {"amount": number_format(application.requested, 2)},
        ),
        Step(
            name="pabeigt",
            label=_("Accept the final report"),
            permission="grants.decide_application",
            perform=lambda application, **answers: close_project(application=application, **answers),
            done=_("The project is finished; its result is public."),
            form=CloseProjectForm,
            available=lambda application: application.state == ApplicationState.FUNDED,
        ),
    )

    def get_queryset(self, request):
        return super().get_queryset(request).exclude(state=ApplicationState.DRAFT).select_related("call", "community")

    def side_context(self, request, application):
        return {
            "side_template": "admin/grants/application_side.html",
            "lines": application.budget_lines.select_related("category"),
            "sums": [
                (application._meta.get_field(name).verbose_name, getattr(application, name))
                for name in ("requested", "own_money", "in_kind", "other_money", "total")
                if getattr(application, name)
            ],
            "evaluations": application.evaluations.submitted().select_related("member__user"),
            "obligation": Obligation.objects.about(application).order_by("-received_at").first(),
            "remaining": remaining(application.call, application.lot),
            "entries": timeline(application, public=False),
        }
