from datetime import timedelta

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.actions.council import attach_election_minutes, attach_statute
from communities.forms.council import AttachForm, CandidatesFormSet, SeatsFormSet
from communities.models import Candidate, Council, CouncilMember, Election
from communities.queries.council import activity_of
from portal.audit.desks import IndexedAdmin
from portal.ui.admin import OfficialAdmin, OfficialRows, Step

YEAR = timedelta(days=365)


class CouncilMemberInline(OfficialRows):
    """Whoever leaves gets a last day; nobody is deleted, so the seats' history stays."""

    model = CouncilMember
    formset = SeatsFormSet
    autocomplete_fields = ("community",)

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Council)
class CouncilAdmin(IndexedAdmin):
    list_display = ("name", "kind", "seats", "term_from", "term_to", "is_public")
    list_filter = ("kind", "is_public", "is_pilot", "neighbourhoods")
    search_fields = ("name",)
    autocomplete_fields = ("neighbourhoods",)
    exclude = ("statute",)
    inlines = (CouncilMemberInline,)
    steps = (
        Step(
            name="nolikums",
            label=_("Attach the statute"),
            permission="communities.change_council",
            perform=lambda council, **answers: attach_statute(council=council, **answers),
            done=_("The statute can be opened from the council's page."),
            form=AttachForm,
            explanation=_("The file replaces the one attached before."),
        ),
    )

    def side_context(self, request, council):
        return {
            "side_template": "admin/communities/council_side.html",
            "activity": activity_of(council, timezone.now() - YEAR),
        }


class CandidateInline(OfficialRows):
    model = Candidate
    formset = CandidatesFormSet


@admin.register(Election)
class ElectionAdmin(OfficialAdmin):
    list_display = ("council", "held_on", "voters", "valid_ballots")
    list_filter = ("council",)
    exclude = ("minutes",)
    inlines = (CandidateInline,)
    steps = (
        Step(
            name="protokols",
            label=_("Attach the minutes"),
            permission="communities.change_election",
            perform=lambda election, **answers: attach_election_minutes(election=election, **answers),
            done=_("The minutes can be opened from the council's page."),
            form=AttachForm,
            explanation=_("Everybody may read them: leave out what is personal."),
        ),
    )
