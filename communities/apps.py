from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal.ui.navigation import AdminEntry, Entry, add_to_admin, add_to_footer, add_to_header

PREFIXES = ("/apkaimes", "/kopienas", "/resursu-centri", "/pasakumi", "/laba-prakse", "/vienosanas", "/apmaina")
GROUP = _("Places and communities")


class CommunitiesConfig(AppConfig):
    name = "communities"
    verbose_name = _("communities")

    def ready(self):
        from communities import deadlines, documents, notifications, panels, rules, wording  # noqa: F401
        from communities.tasks import terms  # noqa: F401

        add_to_header(Entry(_("Areas and communities"), "communities:neighbourhood_list", PREFIXES, order=20))
        add_to_header(Entry(_("Support"), "communities:support_list", ("/atbalsts",), order=25))
        add_to_footer(
            Entry(_("Neighbourhoods"), "communities:neighbourhood_list", order=20),
            Entry(_("Communities"), "communities:community_list", order=21),
            Entry(_("Resource centres"), "communities:resource_centre_list", order=22),
            Entry(_("Good practice"), "communities:good_practice_list", order=23),
            Entry(_("Events"), "communities:event_list", order=25),
            Entry(_("Participation calendar"), "communities:calendar", order=31),
            Entry(_("Agreements"), "communities:agreement_list", order=24),
            Entry(_("Support for communities"), "communities:support_list", order=27),
            Entry(_("About communities"), "communities:about", order=28),
            Entry(_("Exchange between communities"), "communities:notice_list", order=26),
            Entry(_("Hours of advice"), "communities:slot_list", order=28),
            Entry(_("NGO centre"), "communities:ngo_centre", order=29),
            Entry(_("Councils"), "communities:council_list", order=32),
        )
        add_to_admin(
            AdminEntry.of_list(GROUP, _("Neighbourhoods"), "communities.neighbourhood", "map", 30),
            AdminEntry(
                GROUP,
                _("Overview of neighbourhoods"),
                "admin:communities_neighbourhood_gaps",
                "communities.view_neighbourhood",
                "rule",
                30,
            ),
            AdminEntry.of_list(GROUP, _("Communities"), "communities.community", "groups", 31),
            AdminEntry(
                GROUP,
                _("Communities by stage"),
                "admin:communities_community_overview",
                "communities.view_community",
                "bar_chart",
                31,
            ),
            AdminEntry.of_list(GROUP, _("Support for communities"), "communities.supportinstrument", "volunteer_activism", 37),
            AdminEntry.of_list(GROUP, _("What a community gains"), "communities.supportbenefit", "trending_up", 37),
            AdminEntry.of_list(GROUP, _("Money attracted"), "communities.attractedfunding", "savings", 38),
            AdminEntry.of_list(GROUP, _("Done by residents"), "communities.selfhelpaction", "construction", 38),
            AdminEntry.of_list(GROUP, _("Resource centres"), "communities.resourcecentre", "home_work", 32),
            AdminEntry.of_list(GROUP, _("Bookings"), "communities.booking", "event_available", 32),
            AdminEntry.of_list(GROUP, _("Good practice"), "communities.goodpractice", "lightbulb", 33),
            AdminEntry.of_list(GROUP, _("Agreements"), "communities.agreement", "handshake", 34),
            AdminEntry.of_list(GROUP, _("Clause library"), "communities.libraryclause", "library_books", 35),
            AdminEntry.of_list(GROUP, _("Events"), "communities.event", "event", 35),
            AdminEntry.of_list(GROUP, _("Neighbourhood traditions"), "communities.eventseries", "celebration", 35),
            AdminEntry.of_list(GROUP, _("Questions to contact persons"), "communities.question", "contact_support", 31),
            AdminEntry.of_list(GROUP, _("Outreach contacts"), "communities.outreachcontact", "hiking", 36),
            AdminEntry.of_list(GROUP, _("Offers and needs"), "communities.exchangenotice", "swap_horiz", 36),
            AdminEntry.of_list(GROUP, _("Councils"), "communities.council", "account_balance", 37),
            AdminEntry.of_list(GROUP, _("Council elections"), "communities.election", "how_to_vote", 37),
            AdminEntry.of_list(GROUP, _("Council meetings"), "communities.meeting", "event_note", 37),
            AdminEntry.of_list(GROUP, _("Hours of advice"), "communities.consultationslot", "support_agent", 38),
        )
