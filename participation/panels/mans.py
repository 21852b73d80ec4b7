"""What a person sees of the own words."""

from participation.models import Opinion
from participation.queries.answer import opinion_cards
from portal.ui.panels import Panel, Slot, fill_slot


@fill_slot(Slot.MANS, when=lambda user, now: [Opinion.objects.filter(author=user)])
def my_opinions(request, *, now):
    opinions = list(Opinion.objects.filter(author=request.user).for_cards().order_by("-submitted_at")[:10])
    if not opinions:
        return []
    return [Panel("participation/partials/mans_opinions.html", {"cards": opinion_cards(opinions)}, order=50)]
