from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal.ui.navigation import AdminEntry, Entry, add_to_admin, add_to_footer, add_to_header

PREFIXES = ("/apkaimes", "/kopienas", "/resursu-centri", "/laba-prakse", "/vienosanas")
GROUP = _("Places and communities")


class CommunitiesConfig(AppConfig):
    name = "communities"
    verbose_name = _("communities")

    def ready(self):
        from communities import deadlines, documents, notifications, panels, rules, wording  # noqa: F401

        add_to_header(Entry(_("Areas and communities"), "communities:neighbourhood_list", PREFIXES, order=20))
        add_to_footer(
            Entry(_("Neighbourhoods"), "communities:neighbourhood_list", order=20),
            Entry(_("Communities"), "communities:community_list", order=21),
            Entry(_("Resource centres"), "communities:resource_centre_list", order=22),
            Entry(_("Good practice"), "communities:good_practice_list", order=23),
            Entry(_("Agreements"), "communities:agreement_list", order=24),
        )
        add_to_admin(
            AdminEntry(GROUP, _("Neighbourhoods"), "admin:communities_neighbourhood_changelist", "communities.view_neighbourhood", "map", 30),
            AdminEntry(GROUP, _("Communities"), "admin:communities_community_changelist", "communities.view_community", "groups", 31),
            AdminEntry(GROUP, _("Resource centres"), "admin:communities_resourcecentre_changelist", "communities.view_resourcecentre", "home_work", 32),
            AdminEntry(GROUP, _("Good practice"), "admin:communities_goodpractice_changelist", "communities.view_goodpractice", "lightbulb", 33),
            AdminEntry(GROUP, _("Agreements"), "admin:communities_agreement_changelist", "communities.view_agreement", "handshake", 34),
        )  # fmt: skip
