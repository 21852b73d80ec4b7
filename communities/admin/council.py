from datetime import timedelta

from django.contrib import admin
from django.utils import timezone

from communities.admin.base import IndexedAdmin
from communities.forms.council import CandidatesFormSet, SeatsFormSet
from communities.models import Candidate, Council, CouncilMember, Election
from communities.queries.council import activity_of
from portal.ui.admin import OfficialAdmin, OfficialRows

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
