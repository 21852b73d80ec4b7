from grants.models.application import Application, ApplicationDraft, BudgetLine, ProjectResult
from grants.models.call import Call, CostCategory, Criterion, InKindRate, Lot
from grants.models.evaluation import CommissionMember, ConflictDeclaration, Decision, Evaluation, Score

__all__ = [
    "Application",
    "ApplicationDraft",
    "BudgetLine",
    "Call",
    "CommissionMember",
    "ConflictDeclaration",
    "CostCategory",
    "Criterion",
    "Decision",
    "Evaluation",
    "InKindRate",
    "Lot",
    "ProjectResult",
    "Score",
]
