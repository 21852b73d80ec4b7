"""What the search finds."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.models import Application, Call
from grants.models.application import PUBLIC_STATES
from portal.ui.links import plain_path, plain_reverse
from portal.ui.search import Entry, SearchProvider, register_search
from portal.ui.visibility import Visibility


def _call_entry(call: Call) -> Entry:
    return Entry(
        "call", call.title, plain_path(call), f"{call.summary} {call.description}",
        visibility=Visibility.PUBLIC if call.published_at else Visibility.STAFF, happened_on=timezone.localdate(call.closes_at),
    )  # fmt: skip


def _project_entry(application: Application) -> Entry | None:
    if application.state not in PUBLIC_STATES:
        return None
    return Entry(
        "project", application.title, plain_reverse("grants:project_detail", application.pk),
        f"{application.summary} {application.community.name}",
    )  # fmt: skip


register_search(SearchProvider("call", _("Calls"), Call, _call_entry))


register_search(SearchProvider("project", _("Funded projects"), Application, _project_entry))
