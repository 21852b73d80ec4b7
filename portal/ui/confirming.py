"""Links that let somebody without an account confirm by e-mail what was typed on a page."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core import signing
from django.utils.translation import gettext as _

from portal.errors import InvalidInput


@dataclass(frozen=True)
class ConfirmationLink:
    """One kind of link: ``salt`` tells kinds apart, ``term`` is how long it works, ``expired`` what is said afterwards."""

    salt: str
    term: timedelta
    expired: Any

    def token_for(self, pk: int) -> str:
        return signing.dumps(pk, salt=self.salt)

    def read(self, token: str) -> int:
        """The key the token was made for. Raises ``InvalidInput`` when it is mangled or older than its term."""
        try:
            return signing.loads(token, salt=self.salt, max_age=self.term)
        except signing.SignatureExpired:
            raise InvalidInput(self.expired) from None
        except signing.BadSignature:
            raise InvalidInput(_("The link is not complete. Copy the whole link from the e-mail.")) from None
