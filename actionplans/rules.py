"""Who may do what with plans."""

import rules

from portal.accounts.predicates import is_coordinator, is_officer, is_staff

WRITES = is_coordinator | is_officer

rules.add_perm("actionplans", is_staff)
for _model in ("plan", "chapter", "goal", "indicator", "reading", "action", "plantemplate", "chaptertemplate"):
    rules.add_perm(f"actionplans.view_{_model}", is_staff)
for _model in ("plan", "chapter", "goal", "indicator", "reading", "action"):
    rules.add_perm(f"actionplans.add_{_model}", WRITES)
    rules.add_perm(f"actionplans.change_{_model}", WRITES)
rules.add_perm("actionplans.adopt_plan", is_coordinator)
