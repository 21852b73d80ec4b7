from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from portal.db import row_where


class SessionStore(db.SessionStore):
    """Sessions in the database, as Django keeps them; one is read by a question that is written once."""

    def _get_session_from_db(self) -> Session | None:
        found = row_where(self.model, "session_key = %s AND expire_date > %s", self.session_key, timezone.now())
        if found is None:
            self._session_key = None
        return found
