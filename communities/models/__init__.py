from communities.models.agreement import (
    Agreement,
    AgreementComment,
    AgreementVersion,
    Clause,
    ClauseBlock,
    Commitment,
    LibraryClause,
)
from communities.models.booking import Booking, OpeningException, OpeningPeriod
from communities.models.community import (
    AttractedFunding,
    Community,
    ProfileText,
    SelfAssessment,
    SelfHelpAction,
    memberships_of,
)
from communities.models.council import Candidate, Council, CouncilMember, Election
from communities.models.event import Event, EventPhoto, EventRegistration, EventSeries, HelperOffer, HelperTask
from communities.models.good_practice import GoodPractice, PracticePhoto
from communities.models.meeting import AgendaItem, Meeting, MeetingInvitation, MeetingPaper
from communities.models.membership import Handover, Invitation, Membership
from communities.models.neighbourhood import ContactPerson, Neighbourhood, NeighbourhoodPriority
from communities.models.outreach import OutreachContact
from communities.models.question import Question
from communities.models.resource_centre import CentrePhoto, Equipment, ResilienceSheet, ResourceCentre
from communities.models.support import ConsultationSlot, ContactRequest, ExchangeNotice, SupportBenefit, SupportInstrument
from communities.models.taxonomy import Term

__all__ = [
    "AgendaItem",
    "Agreement",
    "AgreementComment",
    "AgreementVersion",
    "AttractedFunding",
    "Booking",
    "Candidate",
    "CentrePhoto",
    "Clause",
    "ClauseBlock",
    "Commitment",
    "Community",
    "ConsultationSlot",
    "ContactPerson",
    "ContactRequest",
    "Council",
    "CouncilMember",
    "Election",
    "Equipment",
    "Event",
    "EventPhoto",
    "EventRegistration",
    "EventSeries",
    "ExchangeNotice",
    "GoodPractice",
    "Handover",
    "HelperOffer",
    "HelperTask",
    "Invitation",
    "LibraryClause",
    "Meeting",
    "MeetingInvitation",
    "MeetingPaper",
    "Membership",
    "Neighbourhood",
    "NeighbourhoodPriority",
    "OpeningException",
    "OpeningPeriod",
    "OutreachContact",
    "PracticePhoto",
    "ProfileText",
    "Question",
    "ResilienceSheet",
    "ResourceCentre",
    "SelfAssessment",
    "SelfHelpAction",
    "SupportBenefit",
    "SupportInstrument",
    "Term",
    "memberships_of",
]
