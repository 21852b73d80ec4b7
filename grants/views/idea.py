"""Ideas for the first round of a call: handed in, shown, supported, answered."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from communities.queries.speaking import communities_spoken_for
from grants.actions.idea import change_idea, submit_idea, support_idea, take_support_back, withdraw_idea
from grants.enums import IdeaState, Promise
from grants.filters import IdeaFilter
from grants.forms.idea import IdeaForm, IdeaSupportForm, NewIdeaForm
from grants.models import Call, Idea
from grants.queries.idea import takes_ideas
from grants.resources import IdeaResource
from grants.workflow import IDEA
from portal.audit.wording import timeline
from portal.errors import DomainError
from portal.obligations.queries import obligation_of
from portal.obligations.receipts import receipt_of, secret_of
from portal.ui.attempts import attempt
from portal.ui.lists import ListPage, Sorting
from portal.ui.throttling import throttle


@method_decorator(login_not_required, name="dispatch")
class IdeaList(ListPage):
    """The ideas that their authors show to everybody, mostly looked at for one call."""

    template_name = "grants/idea_list.html"
    filterset_class = IdeaFilter
    resource_class = IdeaResource
    sortings = (
        Sorting("jaunakas", _("newest first"), ("-submitted_at", "-pk")),
        Sorting("vajadzigakas", _("needed by most first"), ("-support_count", "-pk")),
    )
    columns = (
        "title", "summary", "estimate", "state", "submitted_at", "support_count", "call__title", "call__ideas_consulted",
        "community__name", "neighbourhood__name",
    )  # fmt: skip
    export_name = "idejas"
    unmatched_text = _("No idea is shown yet. A community may keep its idea to itself until the officers have answered.")

    def rows(self):
        return Idea.objects.public().for_list()

    def get_context_data(self, **kwargs):
        form = self.filterset.form
        call = form.cleaned_data.get("konkurss") if form.is_valid() else None
        return super().get_context_data(**kwargs) | {
            "call": call,
            "about": call,
            "takes_ideas": call is not None and takes_ideas(call, self.request.arrived_at),
        }


@never_cache
def idea_create(request, slug):
    """A page in the name of a community."""
    call = get_object_or_404(Call.objects.visible_to(request.user), slug=slug)
    communities = communities_spoken_for(request.user)
    form = NewIdeaForm(request.POST or None, communities=communities)
    about = {"call": call, "by": request.user, "now": request.arrived_at}
    if form.is_valid() and (idea := attempt(form, submit_idea, **about, **form.cleaned_data)):
        messages.success(request, gettext("The idea is received. Its number and the day of the answer stand here."))
        return redirect(idea)
    context = {
        "call": call, "form": form, "communities": communities, "takes_ideas": takes_ideas(call, request.arrived_at)
    }  # fmt: skip
    return render(request, "grants/idea_form.html", context, status=422 if form.errors else 200)


@never_cache
def idea_edit(request, pk):
    idea = _own(request, pk)
    initial = {name: getattr(idea, name) for name in ("title", "neighbourhood", "summary", "need", "is_public")}
    form = IdeaForm(request.POST or None, initial=initial | {"estimate": f"{idea.estimate}".replace(".", ",")})
    about = {"idea": idea, "by": request.user, "now": request.arrived_at}
    if form.is_valid() and attempt(form, change_idea, **about, **form.cleaned_data):
        messages.success(request, gettext("Saved."))
        return redirect(idea)
    context = {"call": idea.call, "idea": idea, "form": form, "communities": True, "takes_ideas": True}
    return render(request, "grants/idea_form.html", context, status=422 if form.errors else 200)


def _own(request, pk, permission: str = "grants.edit_idea") -> Idea:
    idea = get_object_or_404(Idea.objects.visible_to(request.user).for_list(), pk=pk)
    if not request.user.has_perm(permission, idea):
        raise PermissionDenied
    return idea


@login_not_required
def idea_detail(request, pk):
    """An idea for everybody; for its community also the receipt, the answer and the offers."""
    return _page(request, _visible(request, pk), IdeaSupportForm())


def _visible(request, pk) -> Idea:
    return get_object_or_404(
        Idea.objects.visible_to(request.user).select_related("call__unit", "community", "neighbourhood", "application"), pk=pk
    )


def _page(request, idea: Idea, form: IdeaSupportForm, status=200):
    user, now = request.user, request.arrived_at
    is_own = user.has_perm("grants.edit_idea", idea)
    may_see_all = is_own or user.has_perm("grants.view_idea")
    receipt = receipt_of(idea) if is_own else None
    context = {
        "idea": idea,
        "call": idea.call,
        "is_own": is_own,
        "may_see_answer": may_see_all or idea.is_invited,
        "may_edit": is_own and idea.state == IdeaState.SUBMITTED and takes_ideas(idea.call, now),
        "may_withdraw": user.has_perm("grants.withdraw_idea", idea) and IDEA.allows(idea.state, IdeaState.WITHDRAWN),
        "offers": idea.offers.select_related("community") if is_own else [],
        "takes_offers": idea.is_public and idea.state not in (IdeaState.DECLINED, IdeaState.WITHDRAWN) and not is_own,
        "takes_support": idea.takes_support(now),
        "comments": idea.supports.exclude(comment="")[:20] if idea.call.ideas_consulted else [],
        "has_supported": user.is_authenticated and idea.supports.filter(person=user).exists(),
        "form": form,
        "receipt": receipt,
        "secret": secret_of(receipt) if receipt else "",
        "obligation": obligation_of(idea, Promise.IDEA) if idea.state == IdeaState.SUBMITTED else None,
        "entries": timeline(idea, public=True),
    }
    return render(request, "grants/idea_detail.html", context, status=status)


@require_POST
def idea_support(request, pk):
    """A resident needs this, once per account; pressed again with the other button it is taken back."""
    idea = _visible(request, pk)
    about = {"idea": idea, "by": request.user, "now": request.arrived_at}
    form = IdeaSupportForm(request.POST)

    def support(**answers):
        throttle(request, "exchange")
        return take_support_back(**about) if "atsaukt" in request.POST else support_idea(**about, **answers)

    if form.is_valid() and attempt(form, support, **form.cleaned_data):
        messages.success(request, gettext("Your word is counted.") if "atsaukt" not in request.POST else gettext("Taken back."))
        return redirect(idea)
    return _page(request, idea, form, status=422)


@require_POST
def idea_withdraw(request, pk):
    idea = _own(request, pk, "grants.withdraw_idea")
    try:
        withdraw_idea(idea=idea, by=request.user, now=request.arrived_at)
        messages.success(request, gettext("The idea is withdrawn."))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect(idea)
