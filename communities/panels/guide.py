"""What the guide shows of communities: where to begin, where leaders learn, what worked elsewhere."""

from portal.ui.panels import Chapter, Panel, Slot, fill_slot

PANELS = {
    Chapter.COMMUNITY: Panel("communities/partials/guide_begin.html"),
    Chapter.CULTURE: Panel("communities/partials/guide_practice.html"),
}


@fill_slot(Slot.GUIDE)
def ways_to_communities(chapter):
    return [PANELS[chapter]] if chapter in PANELS else []
