from actionplans.models.action import TIES, Action, ActionMoney, ActionStep, ActionTie
from actionplans.models.challenge import Challenge
from actionplans.models.course import PlanAmendment, PlanConsultation, PlanReview
from actionplans.models.creative_partner import CreativePartner
from actionplans.models.goal import Goal
from actionplans.models.impact import ActivityField
from actionplans.models.joining import Joining
from actionplans.models.monitoring import ActionUpdate, Indicator, MonitoringReport, Reading, ReadingProposal, YearlyTarget
from actionplans.models.plan import YEARS, Chapter, ChapterTemplate, Plan, PlanTemplate
from actionplans.models.point import POINT_LISTS, Point, PointList
from actionplans.models.writing import WRITING_ROLES, ChapterComment, ChapterDraft, ChapterVersion, PlanTask, TeamMember

__all__ = [
    "POINT_LISTS",
    "TIES",
    "WRITING_ROLES",
    "YEARS",
    "Action",
    "ActionMoney",
    "ActionStep",
    "ActionTie",
    "ActionUpdate",
    "ActivityField",
    "Challenge",
    "Chapter",
    "ChapterComment",
    "ChapterDraft",
    "ChapterTemplate",
    "ChapterVersion",
    "CreativePartner",
    "Goal",
    "Indicator",
    "Joining",
    "MonitoringReport",
    "Plan",
    "PlanAmendment",
    "PlanConsultation",
    "PlanReview",
    "PlanTask",
    "PlanTemplate",
    "Point",
    "PointList",
    "Reading",
    "ReadingProposal",
    "TeamMember",
    "YearlyTarget",
]
