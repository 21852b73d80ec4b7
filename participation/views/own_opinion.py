"""What an author does with an opinion after it was sent: changes it, takes it back, objects to its hiding, finds it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from communities.queries.speaking import communities_spoken_for
from participation.actions.moderation import appeal_hiding
from participation.actions.opinion import edit_opinion, withdraw_opinion
from participation.filters import OwnOpinionFilter
from participation.forms.opinion import AppealForm, EditOpinionForm
from participation.models import Opinion
from participation.queries.answer import opinion_cards
from participation.queries.opinion import author_steps
from participation.resources import OwnOpinionResource
from participation.views.authors import acting_author
from portal.errors import DomainError, StateConflict
from portal.obligations.receipts import opened_receipts, receipt_of
from portal.ui.lists import ListPage, Sorting


def _own(request, pk) -> tuple[Opinion, Any]:
    """The opinion and who acts: its author signed in, who speaks for its community, or a guest with its receipt opened.

    Raises ``Http404`` for everybody else, as for an opinion that does not exist.
    """
    opinion = get_object_or_404(Opinion.objects.select_related("consultation", "community"), pk=pk)
    by = acting_author(request, opinion)
    if by is None:
        raise Http404
    return opinion, by


@dataclass(frozen=True)
class Question:
    """A step that the author is asked about on a page of its own."""

    perform: Callable[..., Any]
    title: Any
    button: Any
    done: Any
    explanation: Any = ""
    takes_back: bool = False


EDIT = Question(edit_opinion, _("Change the opinion"), _("Save the change"), _("The opinion is changed."))
WITHDRAW = Question(
    withdraw_opinion,
    _("Withdraw the opinion?"),
    _("Withdraw"),
    _("The opinion is withdrawn."),
    _("It will no longer count and nobody will answer it."),
    takes_back=True,
)
APPEAL = Question(
    appeal_hiding,
    _("Object to the hiding"),
    _("Send the objection"),
    _("The objection is received. Somebody other than the one who hid the opinion decides on it."),
)


@login_not_required
@never_cache
def opinion_edit(request, pk):
    """Until closing the author may say it better; what was said before stays in the history."""
    opinion, by = _own(request, pk)
    form = EditOpinionForm(request.POST or None, request.FILES or None, opinion=opinion)
    return _ask(request, EDIT, opinion, by, form)


@login_not_required
@never_cache
def opinion_withdraw(request, pk):
    """The author takes the opinion back, any time before the answer."""
    opinion, by = _own(request, pk)
    return _ask(request, WITHDRAW, opinion, by, forms.Form(request.POST if request.method == "POST" else None))


@login_not_required
@never_cache
def opinion_appeal(request, pk):
    """The author says why a hidden opinion should be shown."""
    opinion, by = _own(request, pk)
    return _ask(request, APPEAL, opinion, by, AppealForm(request.POST or None))


def _ask(request, question: Question, opinion: Opinion, by, form):
    """Show the question; on POST do it and go back to the receipt, or say why not with everything typed kept."""
    receipt = receipt_of(opinion)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            question.perform(opinion=opinion, by=by, now=request.arrived_at, **form.cleaned_data)
        except DomainError as refusal:
            field = getattr(refusal, "field", None)
            form.add_error(field if field in form.fields else None, str(refusal))
            status = 409 if isinstance(refusal, StateConflict) else 422
        else:
            messages.success(request, question.done)
            return redirect(_back(request, opinion, receipt))
    elif form.errors:
        status = 422
    context = {"question": question, "opinion": opinion, "form": form, "back": _back(request, opinion, receipt)}
    return render(request, "participation/opinion_step.html", context, status=status)


def _back(request, opinion: Opinion, receipt) -> str:
    if receipt and receipt.number in opened_receipts(request):
        return reverse("obligations:receipt_detail", args=[receipt.number])
    return reverse("participation:own_opinions") if request.user.is_authenticated else opinion.consultation.get_absolute_url()


class OwnOpinionList(ListPage):
    """What I and my communities have said, each with its clock and answer."""

    template_name = "participation/own_opinion_list.html"
    filterset_class = OwnOpinionFilter
    resource_class = OwnOpinionResource
    sortings = (
        Sorting("jaunakie", _("newest first"), ("-submitted_at", "-pk")),
        Sorting("senakie", _("oldest first"), ("submitted_at", "pk")),
    )
    export_name = "mani-viedokli"
    empty_text = _("Nothing here yet. Open a consultation and say what you think.")
    is_alike = False

    def rows(self):
        own = Opinion.objects.of_person(self.request.user).for_list()
        return own.select_related("consultation").prefetch_related("moderations")

    def lines(self, rows):
        spoken_for = set(communities_spoken_for(self.request.user).values_list("pk", flat=True))
        return [
            (card, author_steps(card.question, self.request.arrived_at) if self._acts_on(card.question, spoken_for) else [])
            for card in opinion_cards(rows)
        ]

    def _acts_on(self, opinion: Opinion, spoken_for: set[int]) -> bool:
        return opinion.author_id == self.request.user.pk or opinion.community_id in spoken_for
