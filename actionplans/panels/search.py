"""What the search finds."""

from django.utils.translation import gettext_lazy as _

from actionplans.models import CreativePartner, Plan
from portal.ui.links import plain_path
from portal.ui.search import Entry, SearchProvider, register_search


def _plan_entry(plan: Plan) -> Entry:
    texts = " ".join(chapter.text for chapter in plan.chapters.all())
    return Entry("plan", plan.title, plain_path(plan), f"{plan.story} {texts}", happened_on=plan.adopted_on)


register_search(SearchProvider("plan", _("Action plans"), Plan, _plan_entry))


def _partner_entry(partner: CreativePartner) -> Entry | None:
    if not partner.is_public:
        return None
    return Entry("creative_partner", partner.name, plain_path(partner), f"{partner.offer} {partner.experience}")


register_search(SearchProvider("creative_partner", _("Creative partners"), CreativePartner, _partner_entry))
