from participation.models.announcement import Announcement
from participation.models.answer import Answer, AnswerBatch, AnswerRevision
from participation.models.campaign import BudgetCampaign
from participation.models.consultation import Consultation
from participation.models.dispute import Dispute
from participation.models.document import ConsultationDocument, DocumentVersion, Paragraph
from participation.models.draft_decision import CommitteeInvitation, DraftDecision, OpinionRequest
from participation.models.early_warning import EarlyWarning, WarningCategory
from participation.models.forum import Forum, ForumDraft, ForumNotes
from participation.models.moderation import Moderation
from participation.models.note import Note
from participation.models.opinion import Opinion
from participation.models.preset import ConsultationPreset, LegalBasis
from participation.models.registration import ForumRegistration
from participation.models.report import MonthlySheet, YearlyReport
from participation.models.scorecard import ScoreFigure, ScoreSnapshot
from participation.models.self_audit import SelfAudit, SelfAuditMark
from participation.models.sketch import AnswerSketch
from participation.models.submission import Submission
from participation.models.support import Support
from participation.models.survey import Survey, SurveyQuestion
from participation.models.survey_response import SurveyDraft, SurveyParticipation, SurveyResponse, SurveyText
from participation.models.task import MeetingTask
from participation.models.territory_overview import TerritoryOverview

__all__ = [
    "Announcement",
    "Answer",
    "AnswerBatch",
    "AnswerRevision",
    "AnswerSketch",
    "BudgetCampaign",
    "CommitteeInvitation",
    "Consultation",
    "ConsultationDocument",
    "ConsultationPreset",
    "Dispute",
    "DocumentVersion",
    "DraftDecision",
    "EarlyWarning",
    "Forum",
    "ForumDraft",
    "ForumNotes",
    "ForumRegistration",
    "LegalBasis",
    "MeetingTask",
    "Moderation",
    "MonthlySheet",
    "Note",
    "Opinion",
    "OpinionRequest",
    "Paragraph",
    "ScoreFigure",
    "ScoreSnapshot",
    "SelfAudit",
    "SelfAuditMark",
    "Submission",
    "Support",
    "Survey",
    "SurveyDraft",
    "SurveyParticipation",
    "SurveyQuestion",
    "SurveyResponse",
    "SurveyText",
    "TerritoryOverview",
    "WarningCategory",
    "YearlyReport",
]
