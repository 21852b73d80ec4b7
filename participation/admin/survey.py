from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import path
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from participation.actions.survey import copy_survey, publish_results, publish_survey, take_back_survey
from participation.actions.survey_response import read_text
from participation.enums import Promise, SurveyState, TextState
from participation.forms.survey import ResultsForm
from participation.models import Survey, SurveyQuestion, SurveyText
from participation.queries.questionnaire import faults
from participation.queries.survey_results import responses_table
from participation.resources import SurveyResource
from portal.audit.wording import timeline
from portal.obligations.queries import obligation_of
from portal.ui.admin import OfficialAdmin, OfficialBlocks, ReadOnlyAdmin, Step
from portal.ui.exports import EXPORT_FORMATS, table_response
from portal.ui.search import index


class QuestionInline(OfficialBlocks):
    """The questionnaire in its order. What a kind does not use is left empty."""

    model = SurveyQuestion
    fields = (
        ("number", "kind", "is_required"), "text", "hint", "section", "answers", "answer_set", "rows", ("lowest", "highest"),
        ("shown_after", "shown_for"),
    )  # fmt: skip


def _is_closed(survey: Survey) -> bool:
    return survey.state == SurveyState.PUBLISHED and not survey.is_reference and survey.closes_at <= timezone.now()


@admin.register(Survey)
class SurveyAdmin(OfficialAdmin):
    export_resource = SurveyResource
    list_display = ("title", "state", "audience", "unit", "closes_at", "response_count")
    list_filter = ("state", "audience", "unit")
    search_fields = ("title",)
    autocomplete_fields = ("neighbourhoods", "communities")
    workflow_fields = ("state", "published_at", "response_count", "conclusions", "results_at")
    inlines = (QuestionInline,)
    fieldsets = (
        (None, {"fields": ("title", "slug", "audience", "communities", "neighbourhoods", "consultation")}),
        (_("For residents"), {"fields": ("summary", "how_to_take_part", "use_of_results")}),
        (_("When"), {"fields": ("opens_at", "closes_at", "results_by")}),
        (_("Who"), {"fields": ("unit", "contact_post", "contact_phone", "contact_email")}),
    )
    steps = (
        Step(
            name="publicet",
            label=_("Publish"),
            permission="participation.publish_survey",
            perform=lambda survey, **who: publish_survey(survey=survey, **who),
            done=_("The survey is public. Its readers are told when it opens."),
            available=lambda survey: survey.state == SurveyState.DRAFT,
            explanation=_("Once somebody has answered, the questions stay as they are."),
            prominent=True,
        ),
        Step(
            name="labot",
            label=_("Take back and mend"),
            permission="participation.publish_survey",
            perform=lambda survey, **who: take_back_survey(survey=survey, **who),
            done=_("The survey is a draft again."),
            available=lambda survey: survey.state == SurveyState.PUBLISHED and not survey.is_reference,
            explanation=_("Possible as long as nobody has answered or begun to."),
        ),
        Step(
            name="rezultati",
            label=_("Publish the results"),
            permission="participation.publish_survey",
            perform=lambda survey, **answers: publish_results(survey=survey, **answers),
            done=_("The results are public."),
            form=ResultsForm,
            available=_is_closed,
            explanation=_("Read the text answers first: only those you let stand are shown."),
            prominent=True,
            initial=lambda survey: {"conclusions": survey.conclusions},
        ),
        Step(
            name="kopet",
            label=_("Copy"),
            permission="participation.add_survey",
            perform=lambda survey, **who: copy_survey(survey=survey, **who),
            done=_("The copy stands on the list, as a draft that opens in a week."),
        ),
    )

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ("title",)}

    def is_locked(self, survey) -> bool:
        return survey.state != SurveyState.DRAFT

    def side_context(self, request, survey):
        return {
            "side_template": "admin/participation/survey_side.html",
            "status": survey.status_at(timezone.now()),
            "obligation": obligation_of(survey, Promise.SURVEY_RESULTS),
            "faults": faults(list(survey.questions.all())) if survey.state == SurveyState.DRAFT else [],
            "is_closed": _is_closed(survey),
            "exports": list(EXPORT_FORMATS),
            "entries": timeline(survey, public=False),
        }

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        index(form.instance)

    def get_urls(self):
        responses = self.admin_site.admin_view(self.responses_view)
        address = path("<int:pk>/atbildes/<slug:format_name>/", responses, name="participation_survey_responses")
        return [address, *super().get_urls()]

    def responses_view(self, request, pk, format_name):
        """Every response in a row. Not before the closing, like the results."""
        survey = self.get_object(request, pk)
        if survey is None or format_name not in EXPORT_FORMATS:
            raise Http404
        if not (request.user.has_perm("participation.view_surveytext") and _is_closed(survey)):
            raise PermissionDenied
        return table_response(responses_table(survey), format_name, name=f"atbildes-{survey.slug}")


def _read_step(name: str, label, *, is_shown: bool, done) -> Step:
    return Step(
        name=name,
        label=label,
        permission="participation.read_survey_text",
        perform=lambda text, **who: read_text(text=text, is_shown=is_shown, **who),
        done=done,
        available=lambda text: text.state != (TextState.SHOWN if is_shown else TextState.HIDDEN),
        prominent=is_shown,
    )


@admin.register(SurveyText)
class SurveyTextAdmin(ReadOnlyAdmin):
    """Own words, read before they stand in the results."""

    list_display = ("excerpt", "question", "state")
    list_filter = ("state", "question__survey")
    search_fields = ("text",)
    fields = ("question", "text", "state", "read_at")
    steps = (
        _read_step("radit", _("Show in the results"), is_shown=True, done=_("The text stands in the results.")),
        _read_step("neradit", _("Do not show"), is_shown=False, done=_("The text is not shown.")),
    )

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("question__survey")

    @admin.display(description=_("text answer"))
    def excerpt(self, text) -> str:
        return Truncator(text.text).words(16)

    def side_context(self, request, text):
        return {"entries": timeline(text, public=False)}

    def after_step(self, request, thing, step):
        """The next one nobody has read opens."""
        following = SurveyText.objects.waiting().filter(question__survey=thing.question.survey).first()
        return self.step_url(following, "radit") if following else super().after_step(request, thing, step)
