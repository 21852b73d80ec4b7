from actionplans.models.goal import Action, Goal, Indicator, Reading
from actionplans.models.plan import Chapter, ChapterTemplate, Plan, PlanTemplate

__all__ = ["Action", "Chapter", "ChapterTemplate", "Goal", "Indicator", "Plan", "PlanTemplate", "Reading"]
