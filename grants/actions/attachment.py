from datetime import datetime

from django.utils.translation import gettext as _

from grants.enums import ApplicationState
from grants.models import Application, Attachment, AttachmentKind
from portal.audit.actions import action, record
from portal.errors import InvalidInput, StateConflict
from portal.files.actions import sent_before
from portal.files.models import File

MOST_ATTACHMENTS = 30


@action("grants.attachment.added")
def attach(*, application: Application, upload: File, by, now: datetime, kind: AttachmentKind | None = None) -> Attachment:
    """Put a file with the application: one the call asks for, or another. Handed in, nothing is added any more. The same file
    for the same document again is the one that is there."""
    application = _draft(application)
    if kind is not None and kind.call_id != application.call_id:
        raise InvalidInput(_("This call does not ask for such a document."))
    if there := sent_before(application.attachments.filter(kind=kind), upload, at="upload"):
        return there
    if application.attachments.count() >= MOST_ATTACHMENTS:
        raise StateConflict(_("An application has at most %(most)s attachments.") % {"most": MOST_ATTACHMENTS})
    attachment = Attachment.objects.create(application=application, kind=kind, upload=upload, attached_at=now, attached_by=by)
    record(target=application, kind=kind.name if kind else "")
    return attachment


@action("grants.attachment.removed")
def remove_attachment(*, attachment: Attachment, by, now: datetime) -> None:
    """Take a file back. Nobody points at it any more, so retention erases it."""
    application = _draft(attachment.application)
    record(target=application, kind=attachment.kind.name if attachment.kind else "")
    attachment.delete()


def replace_attachment(*, attachment: Attachment, upload: File, by, now: datetime) -> None:
    """Another file in the place of one that officers asked about. Joins the action under way."""
    attachment.upload, attachment.attached_at, attachment.attached_by = upload, now, by
    attachment.save(update_fields=["upload", "attached_at", "attached_by", "updated_at"])


def _draft(application: Application) -> Application:
    application = Application.objects.lock(application.pk)
    if application.state != ApplicationState.DRAFT:
        raise StateConflict(_("The application is handed in; its attachments no longer change."))
    return application
