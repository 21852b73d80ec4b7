"""The public log of answers, and what an author says of the own answer."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from participation.actions.answer import say_whether_it_helped
from participation.actions.dispute import raise_dispute
from participation.filters import AnswerFilter
from participation.forms.answer import DisputeForm
from participation.models import Answer
from participation.queries.answer import answer_cards, dispute_clock
from participation.resources import AnswerResource
from participation.views.authors import acting_author
from portal.errors import DomainError
from portal.ui.lists import ListPage, Sorting
from portal.ui.page_cache import drawn_for_everybody


@method_decorator(login_not_required, name="dispatch")
class AnswerList(ListPage):
    template_name = "participation/answer_list.html"
    filterset_class = AnswerFilter
    resource_class = AnswerResource
    sortings = (
        Sorting("jaunakas", _("newest first"), ("-published_at", "-pk")),
        Sorting("senakas", _("oldest first"), ("published_at", "pk")),
    )
    export_name = "atbildes"
    unmatched_text = _("No answer matches.")

    def rows(self):
        return Answer.objects.public()

    def shown(self, rows):
        return rows.for_cards()

    def exported(self, rows):
        return rows.for_list()

    def lines(self, rows):
        return answer_cards(rows)


def _readable(request, pk):
    """The published answer and, where its author is looking, who acts as the author. ``Http404`` for what is not public."""
    answer = get_object_or_404(Answer.objects.published().for_list(), pk=pk)
    author = acting_author(request, answer.question)
    if author is None and not Answer.objects.visible_to(request.user).filter(pk=pk).exists():
        raise Http404
    return answer, author


@login_not_required
def answer_detail(request, pk):
    """One answer with its permanent address: what was asked, every version, what its author said of it."""
    answer, author = _readable(request, pk)
    context = {
        "answer": answer,
        "is_author": author is not None,
        "dispute": getattr(answer, "dispute", None) if author else None,
        "told": drawn_for_everybody(f"answer.{answer.pk}", "participation/partials/answer_told.html", lambda: _told(answer)),
    }
    return render(request, "participation/answer_detail.html", context)


def _told(answer: Answer) -> dict:
    """All but what the author may say of it."""
    dispute = getattr(answer, "dispute", None)
    return {
        "card": answer_cards([answer])[0],
        "revisions": answer.revisions.all(),
        "dispute": dispute,
        "dispute_clock": dispute_clock(dispute) if dispute else None,
    }


@login_not_required
@never_cache
@require_POST
def answer_helped(request, pk):
    """Did this help? Yes or no, once."""
    answer, author = _readable(request, pk)
    if author is None:
        raise Http404
    try:
        say_whether_it_helped(answer=answer, helped="ja" in request.POST, by=author, now=request.arrived_at)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, gettext("Thank you, this shows where answers have to become better."))
    return redirect(answer)


@login_not_required
@never_cache
def answer_dispute(request, pk):
    """The author says what is wrong with the answer; somebody else looks at it again."""
    answer, author = _readable(request, pk)
    if author is None:
        raise Http404
    form = DisputeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            raise_dispute(answer=answer, by=author, now=request.arrived_at, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(getattr(refusal, "field", None), str(refusal))
        else:
            messages.success(request, gettext("Received. Somebody other than the writer of the answer looks at it again."))
            return redirect(answer)
    context = {"answer": answer, "form": form}
    return render(request, "participation/answer_dispute.html", context, status=422 if form.errors else 200)
