"""What the guide shows of taking part: six forms, and where it is done here."""

from participation.enums import ParticipationForm
from participation.models.submission_kind import FORM_EXAMPLES, FORM_MEANINGS
from portal.ui.panels import Chapter, Panel, Slot, fill_slot


@fill_slot(Slot.GUIDE)
def forms_of_participation(chapter):
    if chapter != Chapter.PARTICIPATION:
        return []
    forms = [(form.label, FORM_MEANINGS[form], FORM_EXAMPLES[form]) for form in ParticipationForm]
    return [Panel("participation/partials/guide_forms.html", {"forms": forms})]
