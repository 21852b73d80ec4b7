import tablib
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from communities.queries.speaking import communities_spoken_for
from participation.actions.opinion import confirm_opinion, submit_opinion, withdraw_opinion
from participation.enums import LEVEL_QUESTIONS, OpinionState
from participation.filters import AnswerFilter, ConsultationFilter, ForumFilter, ProposalFilter
from participation.forms import OpinionForm
from participation.models import Answer, Consultation, Forum, Opinion, Submission
from participation.queries import (
    answer_cards,
    figures_by_unit,
    longest_waiting,
    opinion_cards,
    opinion_to_confirm,
    submission_cards,
)
from participation.resources import AnswerResource, ConsultationResource, ForumResource, ProposalResource
from portal.audit.actions import Guest
from portal.errors import DomainError
from portal.files.responses import private_response
from portal.municipality.queries import current_municipality
from portal.notifications.following import following_of
from portal.obligations.models import Receipt
from portal.obligations.queries import clock_figures
from portal.obligations.views import OPENED
from portal.ui.charts import Series, bars
from portal.ui.exports import neutralise
from portal.ui.lists import ListPage, Sorting
from portal.ui.paging import read_page
from portal.ui.throttling import throttle

OPINIONS_PER_PAGE = 20


@method_decorator(login_not_required, name="dispatch")
class ConsultationList(ListPage):
    template_name = "participation/consultation_list.html"
    filterset_class = ConsultationFilter
    resource_class = ConsultationResource
    sortings = (
        Sorting("beidzas", _("latest closing first"), ("-closes_at", "-pk")),
        Sorting("drizak", _("earliest closing first"), ("closes_at", "pk")),
    )
    export_name = "apspriesanas"
    empty_text = _("No consultation matches. Choose another filter or follow your neighbourhood.")

    def rows(self):
        return Consultation.objects.published().for_list()

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"now": timezone.now()}


@login_not_required
def consultation_detail(request, slug):
    consultation = get_object_or_404(Consultation.objects.visible_to(request.user).for_list(), slug=slug)
    page = read_page(
        consultation.opinions.public().for_list(),
        ("-voice", "-submitted_at", "-pk"),
        OPINIONS_PER_PAGE,
        after=request.GET.get("pec", ""),
        before=request.GET.get("pirms", ""),
    )
    now = timezone.now()
    context = {
        "consultation": consultation,
        "status": consultation.status_at(now),
        "is_open": consultation.is_open(now),
        "level_question": LEVEL_QUESTIONS[consultation.level],
        "cards": opinion_cards(page.rows),
        "page": page,
        "following": following_of(request.user, consultation),
        "now": now,
    }
    return render(request, "participation/consultation_detail.html", context)


@login_not_required
@never_cache
def opinion_create(request, slug):
    """The form of an opinion: two minutes, no account needed."""
    consultation = get_object_or_404(Consultation.objects.visible_to(request.user).for_list(), slug=slug)
    arrived = request.arrived_at
    communities = communities_spoken_for(request.user)
    form = OpinionForm(request.POST or None, request.FILES or None, user=request.user, communities=communities)
    if request.method == "POST" and form.is_valid():
        try:
            opinion = _submit(request, consultation, form.cleaned_data, arrived)
        except DomainError as refusal:
            form.add_error(getattr(refusal, "field", None), str(refusal))
        else:
            return _after_opinion(request, opinion)
    context = {
        "consultation": consultation,
        "form": form,
        "is_open": consultation.is_open(arrived),
        "is_upcoming": arrived < consultation.opens_at,
    }
    return render(request, "participation/opinion_form.html", context, status=422 if form.errors else 200)


def _submit(request, consultation, data, arrived) -> Opinion:
    if request.user.is_authenticated:
        by, name, email = request.user, request.user.name, request.user.email
    else:
        throttle(request, "guest_form")
        by, name, email = Guest(), data["name"], data["email"]
    return submit_opinion(
        consultation=consultation,
        text=data["text"],
        form_token=data["form_token"],
        name=name,
        email=email,
        language=get_language() or "lv",
        publish_name=data["publish_name"],
        community=data.get("community"),
        residents_represented=data.get("residents_represented"),
        how_agreed=data.get("how_agreed", ""),
        attachment=data["attachment"],
        by=by,
        now=arrived,
    )


def _after_opinion(request, opinion: Opinion):
    if opinion.state == OpinionState.UNCONFIRMED:
        return redirect("participation:opinion_sent", opinion.consultation.slug)
    return _to_receipt(request, opinion)


def _to_receipt(request, opinion: Opinion):
    """Open the receipt in this browser and show it."""
    receipt = Receipt.objects.filter(subject_type__model="opinion", subject_id=opinion.pk).get()
    request.session[OPENED] = [*request.session.get(OPENED, [])[-19:], receipt.number]
    return redirect("obligations:receipt_detail", receipt.number)


@login_not_required
def opinion_sent(request, slug):
    """What to do now: open the mail and press the link."""
    consultation = get_object_or_404(Consultation.objects.visible_to(request.user), slug=slug)
    return render(request, "participation/opinion_sent.html", {"consultation": consultation})


@login_not_required
@never_cache
def opinion_confirm(request, token):
    """The link in the mail: a page with one button, so that mail programs that open links confirm nothing."""
    try:
        opinion = opinion_to_confirm(token)
        if opinion.state in (OpinionState.RECEIVED, OpinionState.ANSWERED):
            messages.info(request, gettext("This opinion was confirmed before. Here is its receipt."))
            return _to_receipt(request, opinion)
        if request.method == "POST":
            opinion = confirm_opinion(opinion=opinion, now=request.arrived_at)
            messages.success(request, gettext("Thank you. Your opinion is received; keep the number and the secret."))
            return _to_receipt(request, opinion)
    except DomainError as refusal:
        return render(request, "participation/opinion_confirm.html", {"refusal": str(refusal)}, status=410)
    return render(request, "participation/opinion_confirm.html", {"opinion": opinion})


@login_not_required
@never_cache
def opinion_withdraw(request, pk):
    """The author takes the opinion back: signed in, or with the receipt opened in this browser."""
    opinion = get_object_or_404(Opinion.objects.select_related("consultation"), pk=pk)
    receipt = Receipt.objects.filter(subject_type__model="opinion", subject_id=opinion.pk).first()
    is_author = request.user.is_authenticated and opinion.author_id == request.user.pk
    if not is_author and not (receipt and receipt.number in request.session.get(OPENED, [])):
        raise Http404
    refusal = ""
    if request.method == "POST":
        try:
            by = request.user if is_author else Guest()
            withdraw_opinion(opinion=opinion, by=by, now=request.arrived_at)
        except DomainError as error:
            refusal = str(error)
        else:
            messages.success(request, gettext("The opinion is withdrawn."))
            return redirect(opinion.consultation)
    context = {"opinion": opinion, "refusal": refusal, "receipt": receipt}
    return render(request, "participation/opinion_withdraw.html", context, status=409 if refusal else 200)


@login_not_required
def opinion_attachment(request, pk):
    """What was attached to a public opinion."""
    opinion = get_object_or_404(Opinion.objects.visible_to(request.user).select_related("attachment"), pk=pk)
    if opinion.attachment is None:
        raise Http404
    return private_response(opinion.attachment)


@method_decorator(login_not_required, name="dispatch")
class ForumList(ListPage):
    template_name = "participation/forum_list.html"
    filterset_class = ForumFilter
    resource_class = ForumResource
    sortings = (Sorting("jaunakie", _("newest first"), ("-held_at", "-pk")),)
    export_name = "forumi"
    empty_text = _("No forum is entered yet.")

    def rows(self):
        return Forum.objects.for_list()


@login_not_required
def forum_detail(request, slug):
    forum = get_object_or_404(
        Forum.objects.visible_to(request.user).select_related("neighbourhood", "unit").prefetch_related("communities"),
        slug=slug,
    )
    proposals = list(Submission.objects.public().filter(forum=forum).for_list().order_by("pk"))
    context = {"forum": forum, "cards": submission_cards(proposals), "steps_done": len(forum.ten_steps)}
    return render(request, "participation/forum_detail.html", context)


@method_decorator(login_not_required, name="dispatch")
class ProposalList(ListPage):
    template_name = "participation/proposal_list.html"
    filterset_class = ProposalFilter
    resource_class = ProposalResource
    sortings = (
        Sorting("jaunakie", _("newest first"), ("-received_at", "-pk")),
        Sorting("senakie", _("oldest first"), ("received_at", "pk")),
    )
    export_name = "priekslikumi"
    empty_text = _("No proposal matches.")

    def rows(self):
        return Submission.objects.public().for_list()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {"cards": submission_cards(context["rows"])}


@login_not_required
def proposal_detail(request, pk):
    submission = get_object_or_404(Submission.objects.visible_to(request.user).for_list(), pk=pk)
    return render(
        request, "participation/proposal_detail.html", {"submission": submission, "card": submission_cards([submission])[0]}
    )


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


@login_not_required
def scorecard(request):
    """ "Kā pašvaldība atbild": waiting, in time, median; by unit; the longest waiting first."""
    now = timezone.now()
    units = figures_by_unit(now)
    if request.GET.get("formats") == "csv":
        return _scorecard_csv(units)
    answered = [unit for unit in units if unit.share_in_time is not None]
    chart = bars(
        gettext("Answered in time, percent, by unit"),
        [unit.unit for unit in answered],
        [Series(gettext("Answered in time, percent"), [unit.share_in_time for unit in answered])],
        accent=current_municipality().accent_colour,
    )
    context = {
        "figures": clock_figures(now),
        "units": units,
        "chart": chart if answered else None,
        "waiting": longest_waiting(now),
    }
    return render(request, "participation/scorecard.html", context)


def _scorecard_csv(units) -> HttpResponse:
    rows = tablib.Dataset(headers=[str(_("Unit")), str(_("Waiting")), str(_("Overdue")), str(_("Answered")), str(_("In time"))])
    for unit in units:
        rows.append([neutralise(unit.unit), unit.waiting, unit.overdue, unit.answered, unit.in_time])
    response = HttpResponse("\ufeff" + rows.export("csv"), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="atbilzu-parskats.csv"'
    return response
