"""What can be followed here as a whole, and which news following gives."""

from django.utils.translation import gettext_lazy as _

from communities.models import Neighbourhood
from participation.models import Consultation, Forum, Survey
from portal.notifications.following import NEWS_OF, register_whole_kind

NEWS_OF.register(
    Neighbourhood._meta.label_lower,
    _("Consultations, forums, surveys and events here, and on Mondays what closes and takes place within the week."),
)
NEWS_OF.register(Consultation._meta.label_lower, _("Changes of this consultation and what came of it."))
NEWS_OF.register(Forum._meta.label_lower, _("Changes of this forum, its minutes and what became of its proposals."))
register_whole_kind(
    Consultation, _("All consultations"), "participation:consultation_list", _("Every new consultation of the municipality.")
)
register_whole_kind(Survey, _("All surveys"), "participation:survey_list", _("Every new survey and its results."))
