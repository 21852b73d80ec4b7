"""The exchange board, and letters from one community to another."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from communities.actions.exchange import answer_request, change_notice, close_notice, post_notice, send_request
from communities.filters import NoticeFilter
from communities.forms.exchange import YES, ContactRequestForm, NoticeForm, ReplyForm
from communities.models import Community, ContactRequest, ExchangeNotice, Neighbourhood
from communities.notifications.contacts import community_contacts
from communities.resources import NoticeResource
from communities.views.desk import EDITS, own_community
from portal.ui.attempts import attempt
from portal.ui.lists import ListPage, Sorting
from portal.ui.throttling import throttle


@method_decorator(login_not_required, name="dispatch")
class NoticeList(ListPage):
    template_name = "communities/notice_list.html"
    filterset_class = NoticeFilter
    resource_class = NoticeResource
    sortings = (Sorting("jaunakie", gettext_lazy("newest first"), ("-posted_at", "-pk")),)
    columns = ("kind", "category", "title", "text", "until", "posted_at", "community__name")
    export_name = "apmaina"
    empty_text = gettext_lazy("Nothing is on the board at the moment. A community posts its offer or need from its desk.")

    def rows(self):
        return ExchangeNotice.objects.open(timezone.localdate())

    def shown(self, rows):
        return super().shown(rows).annotate(place_names=Neighbourhood.objects.names_for("communities__notices"))

    def exported(self, rows):
        return rows.for_list()

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"own": written_for(self.request.user)[:5]}


@login_not_required
def notice_detail(request, pk):
    today = timezone.localdate(request.arrived_at)
    notice = get_object_or_404(ExchangeNotice.objects.visible_to(request.user, today).for_list(), pk=pk)
    context = {
        "notice": notice,
        "is_open": notice.is_open(today),
        "is_own": request.user.has_perm(EDITS, notice.community),
    }
    return render(request, "communities/notice_detail.html", context)


def desk_exchange(request, slug):
    """What a community offers and needs, and its letters."""
    community = own_community(request, slug)
    letters = ContactRequest.objects.for_list()
    context = {
        "community": community,
        "notices": community.notices.all(),
        "received": letters.filter(to_community=community),
        "sent": letters.filter(from_community=community),
        "may_edit": request.user.has_perm(EDITS, community),
        "today": timezone.localdate(request.arrived_at),
    }
    return render(request, "communities/desk_exchange.html", context)


def notice_create(request, slug):
    community = own_community(request, slug, EDITS)

    def post(**details):
        throttle(request, "exchange")
        post_notice(community=community, by=request.user, now=request.arrived_at, **details)
        messages.success(request, _("The notice is on the board."))

    return _notice_form(request, community, NoticeForm(request.POST or None), post)


def notice_edit(request, slug, pk):
    community = own_community(request, slug, EDITS)
    notice = get_object_or_404(community.notices, pk=pk)

    def change(**details):
        change_notice(notice=notice, by=request.user, now=request.arrived_at, **details)
        messages.success(request, _("The notice is changed."))

    initial = {name: getattr(notice, name) for name in NoticeForm.base_fields}
    return _notice_form(request, community, NoticeForm(request.POST or None, initial=initial), change, notice=notice)


def _notice_form(request, community, form, perform, **context):
    if request.method == "POST" and form.is_valid() and attempt(form, perform, **form.cleaned_data):
        return redirect("communities:desk_exchange", community.slug)
    context |= {"community": community, "form": form}
    return render(request, "communities/notice_form.html", context, status=422 if form.errors else 200)


@require_POST
def notice_close(request, slug, pk):
    notice = get_object_or_404(own_community(request, slug, EDITS).notices, pk=pk)
    close_notice(notice=notice, by=request.user, now=request.arrived_at)
    messages.success(request, _("The notice is off the board."))
    return redirect("communities:desk_exchange", slug)


def notice_answer(request, pk):
    """A community answers an offer or a need."""
    today = timezone.localdate(request.arrived_at)
    notice = get_object_or_404(ExchangeNotice.objects.open(today).for_list(), pk=pk)
    return _write(request, notice.community, notice)


def contact_request_create(request, slug):
    """A community writes to another: to ask for a mentor, or to get to know it."""
    return _write(request, get_object_or_404(Community.objects.public(), slug=slug))


def _write(request, community: Community, notice: ExchangeNotice | None = None):
    own = written_for(request.user)
    form = ContactRequestForm(request.POST or None, communities=own)

    def send(**data):
        throttle(request, "exchange")
        return send_request(to_community=community, notice=notice, by=request.user, now=request.arrived_at, **data)

    if request.method == "POST" and form.is_valid() and (letter := attempt(form, send, **form.cleaned_data)):
        messages.success(request, _("The letter is sent. The reply comes by e-mail and stands on this page."))
        return redirect(letter)
    context = {"community": community, "notice": notice, "form": form, "own": own}
    return render(request, "communities/contact_request_form.html", context, status=422 if form.errors else 200)


def contact_request_detail(request, pk):
    """A letter and its reply, for the members of both communities."""
    letter = get_object_or_404(ContactRequest.objects.visible_to(request.user).for_list(), pk=pk)
    may_reply = letter.answered_at is None and request.user.has_perm(EDITS, letter.to_community)
    form = ReplyForm(request.POST or None)

    def reply(decision, reply):
        return answer_request(request=letter, is_accepted=decision == YES, reply=reply, by=request.user, now=request.arrived_at)

    if request.method == "POST":
        if not request.user.has_perm(EDITS, letter.to_community):
            raise PermissionDenied
        if form.is_valid() and attempt(form, reply, **form.cleaned_data):
            messages.success(request, _("Your reply is sent."))
            return redirect(letter)
    context = {"letter": letter, "form": form, "may_reply": may_reply}
    if letter.is_accepted:
        context["addresses"] = [(one, community_contacts(one)) for one in (letter.to_community, letter.from_community)]
    return render(request, "communities/contact_request_detail.html", context, status=422 if form.errors else 200)


def written_for(user) -> QuerySet[Community]:
    """Verified communities in whose name ``user`` may write."""
    if not user.is_authenticated:
        return Community.objects.none()
    own = Community.objects.public().of_member(user)
    return own.filter(pk__in=[one.pk for one in own if user.has_perm(EDITS, one)])
