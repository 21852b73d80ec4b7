from django.utils.translation import gettext_lazy as _

from portal.audit.wording import register_wording


def register() -> None:
    """Sentences for the kernel's own events."""
    register_wording("accounts.user.created", _("Account created"))
    register_wording("accounts.user.roles_granted", _("Roles changed"))
    register_wording("accounts.user.profile_changed", _("Profile changed"))
    register_wording("accounts.user.erased", _("Personal data erased"))
    register_wording("accounts.user.data_exported", _("Personal data exported"))
    register_wording("documents.signed_copy.received", _("Signed copy received"))
    register_wording("documents.document.made_again", _("Document asked for again"))
    register_wording("municipality.municipality.entered", _("Municipality entered"))
    register_wording("municipality.municipality.arms_changed", _("Coat of arms changed"))
    register_wording("notifications.message.sent_again", _("Message sent again"))
    register_wording("notifications.subscription.asked", _("Asked to follow"))
    register_wording("notifications.subscription.confirmed", _("Following confirmed"))
    register_wording("notifications.subscription.ended", _("Following ended"))
    register_wording("notifications.subscription.unconfirmed_erased", _("Address that nobody confirmed erased"))
    register_wording("obligations.obligation.extended", _("Term extended"), public=True)
