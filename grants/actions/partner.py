from datetime import datetime

from django.utils.translation import gettext as _

from communities.models import Community
from grants.enums import ApplicationState
from grants.models import Application, ApplicationPartner
from portal.audit.actions import action, record
from portal.errors import InvalidInput, StateConflict
from portal.notifications.actions import notify

MOST_PARTNERS = 10


@action("grants.partner.named")
def name_partner(
    *, application: Application, role: str, by, now: datetime, community: Community | None = None, name: str = ""
) -> ApplicationPartner:
    """Somebody carries the project too (S1-25). A community of the portal is asked to confirm it; an organisation outside
    stands here by its name alone."""
    application = _draft(application)
    name = community.name if community else name.strip()
    if not name:
        raise InvalidInput(_("Choose a community or write the name of the organisation."), field="name")
    if not application.call.allows_joint:
        raise StateConflict(_("This call takes no joint applications."))
    if community and community.pk == application.community_id:
        raise InvalidInput(_("This is the applicant itself. Choose another community."), field="community")
    named = application.partners.all()
    if any(one.name.casefold() == name.casefold() for one in named):
        raise InvalidInput(_("This partner is named already."), field="community" if community else "name")
    if len(named) >= MOST_PARTNERS:
        raise StateConflict(_("An application has at most %(most)s partners.") % {"most": MOST_PARTNERS})
    partner = ApplicationPartner.objects.create(application=application, community=community, name=name, role=role.strip())
    record(target=application, partner=name)
    if community:
        notify("grants.partner_asked", subject=partner, now=now)
    return partner


@action("grants.partner.confirmed")
def confirm_partner(*, partner: ApplicationPartner, by, now: datetime) -> ApplicationPartner:
    """The leader of the partner community says that it takes part. Saying it twice changes nothing."""
    application = _draft(partner.application)
    partner = ApplicationPartner.objects.lock(partner.pk)
    if partner.confirmed_at is None:
        partner.confirmed_at, partner.confirmed_by = now, by
        partner.save(update_fields=["confirmed_at", "confirmed_by", "updated_at"])
        record(target=application, partner=partner.name)
        notify("grants.partner_confirmed", subject=partner, now=now)
    return partner


@action("grants.partner.declined")
def decline_partner(*, partner: ApplicationPartner, by, now: datetime) -> None:
    """The partner community does not take part: it leaves the application, and the applicant hears of it."""
    application = _draft(partner.application)
    record(target=application, partner=partner.name)
    notify("grants.partner_declined", subject=application, now=now, partner=partner.name)
    partner.delete()


@action("grants.partner.removed")
def remove_partner(*, partner: ApplicationPartner, by, now: datetime) -> None:
    """The applicant goes on without this partner."""
    application = _draft(partner.application)
    record(target=application, partner=partner.name)
    partner.delete()


def _draft(application: Application) -> Application:
    """The application, locked; its partners change only while it is a draft."""
    application = Application.objects.lock(application.pk)
    if application.state != ApplicationState.DRAFT:
        raise StateConflict(_("The application is handed in; it can no longer be edited."))
    return application
