from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from communities.actions.question import ask
from communities.enums import QuestionKind
from communities.forms.question import QuestionForm
from communities.models import Neighbourhood, Question
from communities.queries.neighbourhood import contacts_of
from communities.queries.speaking import communities_spoken_for
from portal.errors import DomainError
from portal.obligations.queries import as_promise
from portal.ui.throttling import throttle


@never_cache
def ask_contact(request, slug):
    """A question to the contact person, or an invitation (``?veids=invitation``). It needs an account: the answer does."""
    place = get_object_or_404(Neighbourhood.objects.filter(is_active=True), slug=slug)
    kind = request.GET.get("veids")
    initial = {"kind": kind if kind in QuestionKind else QuestionKind.QUESTION}
    form = QuestionForm(request.POST or None, communities=communities_spoken_for(request.user), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            throttle(request, "question")
            question = ask(neighbourhood=place, by=request.user, now=request.arrived_at, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(getattr(refusal, "field", None), str(refusal))
        else:
            messages.success(request, _("Your question is received. The receipt is in your e-mail."))
            return redirect(question)
    context = {"place": place, "contact": next(iter(contacts_of(place)), None), "form": form}
    return render(request, "communities/question_form.html", context, status=422 if form.errors else 200)


@never_cache
def question_detail(request, pk):
    """The question with its clock, and the answer once it is given."""
    question = get_object_or_404(Question.objects.visible_to(request.user).for_list(), pk=pk)
    context = {"question": question, "obligation": as_promise(question.promised)}
    return render(request, "communities/question_detail.html", context)
