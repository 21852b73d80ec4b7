"""The link that confirms a guest's early warning."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.enums import WarningState
from participation.models import EarlyWarning
from participation.models.opinion import CONFIRMATION_TERM
from portal.errors import InvalidInput
from portal.ui.confirming import ConfirmationLink

LINK = ConfirmationLink(
    "participation.early_warning.confirm",
    CONFIRMATION_TERM,
    gettext_lazy("This link is older than seven days and no longer works. Send your message again."),
)


def warning_token(warning: EarlyWarning) -> str:
    return LINK.token_for(warning.pk)


def warning_to_confirm(token: str) -> EarlyWarning:
    """The warning a confirmation link belongs to. Raises ``InvalidInput`` for a mangled or old link."""
    confirmed = EarlyWarning.objects.exclude(state=WarningState.UNCONFIRMED)
    warning = EarlyWarning.objects.filter(pk=LINK.read(token, confirmed)).first()
    if warning is None:
        raise InvalidInput(_("The message of this link no longer exists. Send it again."))
    return warning
