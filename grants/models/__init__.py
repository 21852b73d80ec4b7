from grants.models.application import Application, ApplicationDraft, BudgetLine, ProjectResult
from grants.models.application_parts import ApplicationPartner, Attachment, Extension
from grants.models.call import Call
from grants.models.call_course import CallChange, CallQuestion
from grants.models.call_terms import AttachmentKind, Bonus, CostCategory, Criterion, InKindRate, InstalmentTerm, Lot
from grants.models.change_request import ChangeRequest
from grants.models.clarification import Clarification
from grants.models.cofinancing import CoFinancingFund, CoFinancingRequest
from grants.models.contract import BudgetVersion, Contract, Instalment
from grants.models.evaluation import CommissionMember, ConflictDeclaration, Decision, Evaluation, Score
from grants.models.idea import Idea, IdeaOffer, IdeaSupport
from grants.models.report import (
    ProjectReport,
    ReachedGroup,
    ReportDraft,
    ReportedChange,
    ReportLine,
    ReportPhoto,
    ReportReceipt,
)
from grants.models.sitting import Attendance, DiscussionNote, Sitting, SittingItem
from grants.models.subsidy import (
    ConditionWaiver,
    SubsidyCost,
    SubsidyPartner,
    SubsidyScheme,
    SubsidyTier,
    TierCondition,
)
from grants.models.subsidy_claim import SubsidyClaim, SubsidyLine, SubsidyReport

__all__ = [
    "Application",
    "ApplicationDraft",
    "ApplicationPartner",
    "Attachment",
    "AttachmentKind",
    "Attendance",
    "Bonus",
    "BudgetLine",
    "BudgetVersion",
    "Call",
    "CallChange",
    "CallQuestion",
    "ChangeRequest",
    "Clarification",
    "CoFinancingFund",
    "CoFinancingRequest",
    "CommissionMember",
    "ConditionWaiver",
    "ConflictDeclaration",
    "Contract",
    "CostCategory",
    "Criterion",
    "Decision",
    "DiscussionNote",
    "Evaluation",
    "Extension",
    "Idea",
    "IdeaOffer",
    "IdeaSupport",
    "InKindRate",
    "Instalment",
    "InstalmentTerm",
    "Lot",
    "ProjectReport",
    "ProjectResult",
    "ReachedGroup",
    "ReportDraft",
    "ReportLine",
    "ReportPhoto",
    "ReportReceipt",
    "ReportedChange",
    "Score",
    "Sitting",
    "SittingItem",
    "SubsidyClaim",
    "SubsidyCost",
    "SubsidyLine",
    "SubsidyPartner",
    "SubsidyReport",
    "SubsidyScheme",
    "SubsidyTier",
    "TierCondition",
]
