"""What the guide shows of action plans: where culture and resilience are planned here."""

from portal.ui.panels import Chapter, Panel, Slot, fill_slot


@fill_slot(Slot.GUIDE)
def way_to_the_plans(chapter):
    return [Panel("actionplans/partials/guide_plans.html", order=60)] if chapter == Chapter.CULTURE else []
