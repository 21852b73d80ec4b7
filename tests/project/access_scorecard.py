"""The scorecard, reports, following and feeds: who may open what."""

from communities.models import Neighbourhood
from participation.models import Consultation, YearlyReport
from tests.project.visitors import COORDINATOR, STAFF, Desk, Page, first, only, public


def published():
    return YearlyReport.objects.published()


def draft():
    return YearlyReport.objects.filter(published_at=None).get()


def places():
    return Neighbourhood.objects.in_use()


PAGES: tuple[Page, ...] = (
    public("participation:self_audit"),
    public("participation:report_list"),
    public("participation:report_detail", first(published, "year")),
    public("participation:monthly_sheet", first(places)),
    public("participation:monthly_sheet_make", first(places), status=405),
    public("participation:consultation_feed"),
    public("participation:answer_feed"),
    public("participation:forum_feed"),
    public("participation:proposal_feed"),
    public("participation:announcement_feed"),
    public("participation:consultation_answer_feed", first(Consultation.objects.published)),
    public("participation:place_consultation_feed", first(places)),
    public("participation:place_answer_feed", first(places)),
    public("participation:place_forum_feed", first(places)),
    public("participation:place_proposal_feed", first(places)),
    public("participation:place_announcement_feed", first(places)),
)

DESKS: dict[str, Desk] = {
    "participation.selfaudit": Desk(STAFF, steps={"aizpildit": only(COORDINATOR)}),
    "participation.yearlyreport": Desk(
        STAFF, only(COORDINATOR), steps=dict.fromkeys(("sagatavot", "publicet"), only(COORDINATOR)), row=draft
    ),
}
