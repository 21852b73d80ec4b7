"""The public log of answers."""

from django.contrib.auth.decorators import login_not_required
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from participation.filters import AnswerFilter
from participation.models import Answer
from participation.queries.answer import answer_cards
from participation.resources import AnswerResource
from portal.ui.lists import ListPage, Sorting


@method_decorator(login_not_required, name="dispatch")
class AnswerList(ListPage):
    template_name = "participation/answer_list.html"
    filterset_class = AnswerFilter
    resource_class = AnswerResource
    sortings = (Sorting("jaunakas", _("newest first"), ("-published_at", "-pk")),)
    export_name = "atbildes"
    empty_text = _("No answer matches.")

    def rows(self):
        return Answer.objects.public().for_list()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {"cards": answer_cards(context["rows"])}
