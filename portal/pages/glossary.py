"""Words the portal uses, explained to residents (demo-data 4.18, our own wording)."""

from django.utils.translation import gettext_lazy as _

GLOSSARY = (
    (
        _("Neighbourhood"),
        _(
            "A part of the municipality that its residents take for their own "
            "and for which the municipality has named a contact person."
        ),
    ),
    (_("Belonging"), _("The feeling of being at home and needed in a place.")),
    (_("Feedback"), _("The municipality's explanation of what became of a proposal, why, and what follows.")),
    (_("Active community"), _("A community that does not ask “who will do it?” but begins by itself.")),
    (_("Delegation contract"), _("The municipality entrusts a particular administrative task for an agreed funding.")),
    (_("Ecosystem"), _("Cooperation of different partners in which each has a role.")),
    (_("Inclusive community"), _("One whose doors and decisions are open to everybody.")),
    (_("Community"), _("People bound by one place, shared values and the readiness to act together.")),
    (
        _("Community development"),
        _(
            "Members of a community act and find solutions together; several sides of life get better, people know more, and the "
            "community counts for more outside."
        ),
    ),
    (
        _("Joint opinion"),
        _(
            "An opinion on which the people of a neighbourhood have agreed and which one representative hands in; "
            "it is counted apart from an individual opinion."
        ),
    ),
    (
        _("Cultural and creative sector"),
        _(
            "Fields that rest on cultural values and creativity: "
            "from archives, libraries and crafts to music, design, games and radio."
        ),
    ),
    (
        _("Participation"),
        _("The chance to learn, to speak, to create and to decide together; the invitation itself must say how far it goes."),
    ),
    (
        _("Participation contract"),
        _("An association does a task for the public good, without deciding in the authority's place."),
    ),
    (_("Memorandum"), _("A written promise to cooperate.")),
    (_("Civic voice"), _("The skill of saying one's thought so that it is of use to others too.")),
    (
        _("Community-led development"),
        _("The people of a place shape its future, building on their strengths and on cooperation across fields."),
    ),
    (_("Social justice"), _("A state and a municipality in which people are not divided into ours and others.")),
    (_("Social resilience"), _("The skill of coping with difficulties together, of recovering and of learning from them.")),
    (
        _("Stressor"),
        _("A slow and long influence: ageing, the leaving of the skilled, conflict, lost jobs, addiction, poverty, poor health."),
    ),
    (_("Super-citizen"), _("A person with courage, empathy and a wide view.")),
    (
        _("Shock"),
        _(
            "A sudden event that costs lives, health, homes or income: downpour, flood, storm, heat or cold wave, fire, "
            "poisonous leak, pandemic, war, terror, crime, violence, failure of a market."
        ),
    ),
    (_("Men's participation"), _("Offers and formats made so that they appeal to men too.")),
)
