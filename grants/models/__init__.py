from grants.models.application import Application, ApplicationDraft, BudgetLine, ProjectResult
from grants.models.call import Call, CostCategory, Criterion, InKindRate, Lot
from grants.models.cofinancing import CoFinancingFund, CoFinancingRequest
from grants.models.evaluation import CommissionMember, ConflictDeclaration, Decision, Evaluation, Score
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
    "BudgetLine",
    "Call",
    "CoFinancingFund",
    "CoFinancingRequest",
    "CommissionMember",
    "ConditionWaiver",
    "ConflictDeclaration",
    "CostCategory",
    "Criterion",
    "Decision",
    "Evaluation",
    "InKindRate",
    "Lot",
    "ProjectResult",
    "Score",
    "SubsidyClaim",
    "SubsidyCost",
    "SubsidyLine",
    "SubsidyPartner",
    "SubsidyReport",
    "SubsidyScheme",
    "SubsidyTier",
    "TierCondition",
]
