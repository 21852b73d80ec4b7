from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from communities.actions.profile import change_profile, count_residents, describe_community
from communities.forms.profile import ProfileFactsForm, ProfileTextsForm, ResidentsForm
from communities.queries.profile import OVERLAP, SECTIONS, residents_over_time, section_of, texts_of
from communities.views.desk import EDITS, SEES_INSIDE, own_community
from portal.ui.attempts import attempt
from portal.ui.charts import Series, lines
from portal.ui.templatetags.portal_ui import day


def profile(request, slug):
    """What the community has told of itself, section by section, with the way to tell more."""
    community = own_community(request, slug)
    texts = texts_of(community)
    context = {
        "community": community,
        "sections": [(section, sum(topic in texts for topic in section.questions)) for section in SECTIONS],
        "overlap": [(topic.label, texts.get(topic, "")) for topic in OVERLAP],
        "can_edit": request.user.has_perm(EDITS, community),
    }
    return render(request, "communities/profile.html", context)


def profile_facts(request, slug):
    community = own_community(request, slug, EDITS)
    form = ProfileFactsForm(request.POST or None, instance=community)
    about = {"community": community, "by": request.user, "now": request.arrived_at}
    if request.method == "POST" and form.is_valid() and attempt(form, change_profile, facts=form.cleaned_data, **about):
        messages.success(request, _("Saved."))
        return redirect("communities:profile", slug)
    context = {"community": own_community(request, slug), "form": form}
    return render(request, "communities/profile_facts.html", context, status=422 if form.errors else 200)


def profile_section(request, slug, section):
    community = own_community(request, slug, EDITS)
    chosen = section_of(section)
    if chosen is None:
        raise Http404
    form = ProfileTextsForm(request.POST or None, section=chosen, initial=texts_of(community))
    if request.method == "POST" and form.is_valid():
        describe_community(community=community, texts=form.cleaned_data, by=request.user, now=request.arrived_at)
        messages.success(request, _("Saved."))
        return redirect("communities:profile", slug)
    context = {"community": community, "section": chosen, "form": form}
    return render(request, "communities/profile_section.html", context, status=422 if form.errors else 200)


def residents(request, slug):
    """How many residents the community unites: the last count, a new one, and how the number grew."""
    community = own_community(request, slug, EDITS if request.method == "POST" else SEES_INSIDE)
    form = ResidentsForm(request.POST or None, initial={"proof": community.residents_proof})
    about = {"community": community, "by": request.user, "now": request.arrived_at}
    if request.method == "POST" and form.is_valid() and attempt(form, count_residents, **about, **form.cleaned_data):
        messages.success(request, _("The number is noted."))
        return redirect("communities:residents", slug)
    counts = residents_over_time(community)
    series = [Series(_("Residents"), [number for _day, number in counts])]
    context = {
        "community": community,
        "form": form if request.user.has_perm(EDITS, community) else None,
        "chart": lines(_("Residents united"), [day(counted_on) for counted_on, _number in counts], series) if counts else None,
    }
    return render(request, "communities/residents.html", context, status=422 if form.errors else 200)
