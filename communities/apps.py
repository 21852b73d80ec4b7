from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal.ui.navigation import AdminEntry, Entry, add_to_admin, add_to_footer, add_to_header

PREFIXES = ("/apkaimes", "/kopienas", "/resursu-centri", "/pasakumi", "/laba-prakse", "/vienosanas", "/atbalsts", "/apmaina")
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
            AdminEntry.of_list(GROUP, _("Neighbourhoods"), "communities.neighbourhood", "map", 30),
            AdminEntry.of_list(GROUP, _("Communities"), "communities.community", "groups", 31),
            AdminEntry.of_list(GROUP, _("Resource centres"), "communities.resourcecentre", "home_work", 32),
            AdminEntry.of_list(GROUP, _("Good practice"), "communities.goodpractice", "lightbulb", 33),
            AdminEntry.of_list(GROUP, _("Agreements"), "communities.agreement", "handshake", 34),
        )
