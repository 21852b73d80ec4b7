"""What the parties of a grant contract hear: sign it, money is on its way, the answer to a change or a report."""

from django.utils.translation import gettext_lazy as _

from communities.notifications.contacts import community_contacts
from grants.enums import ApplicationState, Promise
from grants.models import ChangeRequest, Contract, Instalment, ProjectReport
from grants.queries.contract import printed
from grants.queries.money import remaining
from portal.notifications.contacts import unit_contacts
from portal.notifications.kinds import Notification, register_notification
from portal.notifications.models import Category
from portal.obligations.queries import obligation_of
from portal.obligations.receipts import receipt_facts
from portal.ui.links import plain_path, plain_reverse


class _OnContract(Notification):
    """For the contacts of the community whose contract it is."""

    category = Category.SERVICE
    promise = ""

    def recipients(self, subject: Contract, **facts):
        return community_contacts(subject.application.community)

    def link(self, subject: Contract, recipient):
        return plain_path(subject)

    def context(self, subject: Contract, recipient, **facts):
        return {"promise": obligation_of(subject, self.promise)} if self.promise else {}


@register_notification
class ContractBudgetAsked(_OnContract):
    key = "grants.contract_budget_asked"
    label = _("Our budget is to be fitted to the sum awarded")
    category = Category.ACT
    promise = Promise.CONTRACT_BUDGET

    def link(self, subject: Contract, recipient):
        return plain_reverse("grants:contract_budget", subject.pk)


@register_notification
class ContractToSign(_OnContract):
    """Waits for the printed contract and carries it."""

    key = "grants.contract_to_sign"
    label = _("Our grant contract waits to be signed")
    category = Category.ACT
    promise = Promise.CONTRACT_SIGNING

    def files(self, subject: Contract, **facts):
        document = printed(subject)
        return [document.pdf] if document else []


@register_notification
class ContractSignedCopy(_OnContract):
    """To the unit: the community has signed, now the municipality does."""

    key = "grants.contract_signed_copy"
    label = _("A community has signed its grant contract")

    def recipients(self, subject: Contract, **facts):
        return unit_contacts(subject.application.call.unit)

    def link(self, subject: Contract, recipient):
        return plain_reverse("admin:grants_contract_change", subject.pk)


@register_notification
class ContractTookEffect(_OnContract):
    key = "grants.contract_took_effect"
    label = _("Our grant contract is in force")

    def context(self, subject: Contract, recipient, **facts):
        return {"reports": list(subject.reports.all())}


@register_notification
class ContractLapsed(_OnContract):
    key = "grants.contract_lapsed"
    label = _("Our award has lapsed")


@register_notification
class ContractEnded(_OnContract):
    key = "grants.contract_ended"
    label = _("Our grant contract is ended early")


@register_notification
class ContractMoneyReturned(_OnContract):
    key = "grants.contract_money_returned"
    label = _("The money we paid back is received")


@register_notification
class AwardFree(_OnContract):
    """To the unit: money of a call is free again, and who waits for it."""

    key = "grants.award_free"
    label = _("Money of a call became free")
    category = Category.ACT

    def recipients(self, subject: Contract, **facts):
        return unit_contacts(subject.application.call.unit)

    def link(self, subject: Contract, recipient):
        call = subject.application.call_id
        return f"{plain_reverse('admin:grants_application_changelist')}?state__exact=reserve&call__id__exact={call}"

    def context(self, subject: Contract, recipient, **facts):
        application = subject.application
        waiting = application.call.applications.filter(state=ApplicationState.RESERVE, lot=application.lot_id)
        return {
            "left": remaining(application.call, application.lot),
            "waiting": list(waiting.select_related("community").order_by("decision__reserve_place")),
        }


class _OnPart(Notification):
    """For the contacts of the community, about one part of its contract."""

    category = Category.SERVICE

    def recipients(self, subject: ChangeRequest | ProjectReport | Instalment, **facts):
        return community_contacts(subject.contract.application.community)

    def link(self, subject: ChangeRequest | ProjectReport | Instalment, recipient):
        return plain_path(subject)


@register_notification
class InstalmentPaid(_OnPart):
    key = "grants.instalment_paid"
    label = _("An instalment of our grant is paid")

    def link(self, subject: Instalment, recipient):
        return plain_path(subject.contract)


@register_notification
class ChangeRequested(_OnPart):
    key = "grants.change_requested"
    label = _("Our request for a change is received")

    def context(self, subject: ChangeRequest, recipient, **facts):
        return receipt_facts(subject, recipient.language)


@register_notification
class ChangeAnswered(_OnPart):
    key = "grants.change_answered"
    label = _("Answer to our request for a change")


@register_notification
class ReportSubmitted(_OnPart):
    key = "grants.report_submitted"
    label = _("Our project report is received")

    def context(self, subject: ProjectReport, recipient, **facts):
        return receipt_facts(subject, recipient.language)


@register_notification
class ReportAskedBack(_OnPart):
    key = "grants.report_asked_back"
    label = _("Our project report needs more")
    category = Category.ACT

    def link(self, subject: ProjectReport, recipient):
        return plain_reverse("grants:report_form", subject.pk)


@register_notification
class ReportAccepted(_OnPart):
    key = "grants.report_accepted"
    label = _("Our project report is accepted")

    def context(self, subject: ProjectReport, recipient, **facts):
        return {"contract": subject.contract}
