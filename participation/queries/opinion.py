"""The link that confirms a guest's opinion."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.models import Opinion
from participation.models.opinion import CONFIRMATION_TERM
from portal.errors import InvalidInput
from portal.ui.confirming import ConfirmationLink

LINK = ConfirmationLink(
    "participation.opinion.confirm",
    CONFIRMATION_TERM,
    gettext_lazy("This link is older than seven days and no longer works. Send your opinion again."),
)


def confirmation_token(opinion: Opinion) -> str:
    return LINK.token_for(opinion.pk)


def opinion_to_confirm(token: str) -> Opinion:
    """The opinion a confirmation link belongs to.

    Raises ``InvalidInput``: the link is mangled, or older than a week and its opinion was let go.
    """
    opinion = Opinion.objects.filter(pk=LINK.read(token)).select_related("consultation").first()
    if opinion is None:
        raise InvalidInput(_("The opinion of this link no longer exists. Send it again."))
    return opinion
