"""Links that let somebody without an account confirm by e-mail what was typed on a page."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core import signing
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.errors import InvalidInput

IN_TIME = gettext_lazy(
    "You confirmed it in time, so nothing more is needed. The letters that came afterwards have the link to see it."
)


@dataclass(frozen=True)
class ConfirmationLink:
    """One kind of link: ``salt`` tells kinds apart, ``term`` is how long it works, ``expired`` what is said afterwards."""

    salt: str
    term: timedelta
    expired: Any

    def token_for(self, pk: int) -> str:
        return signing.dumps(pk, salt=self.salt)

    def read(self, token: str, confirmed: QuerySet | None = None) -> int:
        """The key the token was made for. Raises ``InvalidInput`` when it is mangled or older than its term; whoever
        pressed the button in time, and is among the ``confirmed``, is not told to begin again."""
        try:
            return signing.loads(token, salt=self.salt, max_age=self.term)
        except signing.SignatureExpired:
            if confirmed is not None and confirmed.filter(pk=signing.loads(token, salt=self.salt)).exists():
                raise InvalidInput(IN_TIME) from None
            raise InvalidInput(self.expired) from None
        except signing.BadSignature:
            raise InvalidInput(_("The link is not complete. Copy the whole link from the e-mail.")) from None
