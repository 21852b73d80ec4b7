"""What the portal's registers show of a commission member's ties to applicants, before the member declares anything."""

from collections import defaultdict

from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _

from communities.models import Community, Membership
from grants.models import Application, ApplicationPartner, CommissionMember
from portal.db import only_columns


def suspicions(member: CommissionMember) -> dict[int, list[str]]:
    """For each application of the call its reasons, in words. Evidence is a part in the applicant or in one of its
    partners, the applicant's own address, or a hand in the application itself; that two addresses share a domain, or
    two people a name, is none."""
    found: dict[int, list[str]] = defaultdict(list)
    parts = only_columns(Membership.objects.filter(user=member.user_id), "role", "ended_at", "community__name")
    own = {one.community_id: one for one in parts}
    addressed = Community.objects.filter(email__iexact=member.user.email).order_by().values_list("pk", flat=True)
    partnered = ApplicationPartner.objects.filter(community__in=own).values("application")
    written = Q(created_by=member.user_id) | Q(submitted_by=member.user_id)
    involved = Q(community__in=own.keys() | set(addressed)) | Q(pk__in=partnered)
    rows = Application.objects.filter(involved | written, call=member.call_id).order_by("pk")
    rows = only_columns(rows, "created_by", "submitted_by", "community__email")
    for application in rows.prefetch_related(Prefetch("partners", ApplicationPartner.objects.only("application", "community"))):
        for key in (application.community_id, *(one.community_id for one in application.partners.all())):
            if key in own:
                found[application.pk].append(_part(own[key]))
        if member.user_id in (application.created_by_id, application.submitted_by_id):
            found[application.pk].append(_("you wrote or handed in this application"))
        if application.community.email and application.community.email.lower() == member.user.email.lower():
            found[application.pk].append(_("the applicant's e-mail address is yours"))
    return found


def _part(membership: Membership) -> str:
    sentence = (
        _("formerly in the community: %(role)s, %(community)s")
        if membership.ended_at
        else _("in the community: %(role)s, %(community)s")
    )
    return sentence % {"role": membership.get_role_display(), "community": membership.community.name}
