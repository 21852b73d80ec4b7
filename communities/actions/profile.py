from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from communities.models import Community, ProfileText
from portal.audit.actions import action, record
from portal.errors import InvalidInput
from portal.ui.search import index


@action("communities.community.profile_changed")
def change_profile(*, community: Community, facts: dict[str, Any], by, now: datetime) -> Community:
    """What a community says of itself in facts. The log keeps before and after, but nobody's addresses."""
    community = Community.objects.lock(community.pk)
    if (founded_on := facts.get("founded_on")) and founded_on > timezone.localdate(now):
        raise InvalidInput(_("The day of founding cannot be in the future."), field="founded_on")
    before = {name: getattr(community, name) for name in facts}
    changed = [name for name, value in facts.items() if value != before[name]]
    if not changed:
        return community
    for name in changed:
        setattr(community, name, facts[name])
    community.save(update_fields=[*changed, "updated_at"])
    told = [name for name in changed if name not in Community.Privacy.personal]
    old, new = ({name: values[name] for name in told} for values in (before, facts))
    record(target=community, changed=changed, before=old, after=new)
    index(community)
    return community


@action("communities.community.described")
def describe_community(*, community: Community, texts: dict[str, str], by, now: datetime) -> Community:
    """What a community tells of itself, topic by topic; an emptied topic goes. Other topics stay as they are."""
    community = Community.objects.lock(community.pk)
    before = dict(community.profile_texts.filter(topic__in=texts).values_list("topic", "text"))
    changed = {topic: text for topic, text in texts.items() if text != before.get(topic, "")}
    if changed:
        community.profile_texts.filter(topic__in=changed).delete()
        ProfileText.objects.bulk_create(
            ProfileText(community=community, topic=topic, text=text) for topic, text in changed.items() if text
        )
        record(target=community, before={topic: before.get(topic, "") for topic in changed}, after=changed)
    return community


@action("communities.community.residents_counted")
def count_residents(*, community: Community, number: int, counted_on: date, proof: str, by, now: datetime) -> Community:
    """How many residents the community unites, and how it was shown: no list of names is kept (S4-125)."""
    community = Community.objects.lock(community.pk)
    if number < 1:
        raise InvalidInput(_("A community unites at least one resident."), field="number")
    if counted_on > timezone.localdate(now):
        raise InvalidInput(_("The day of the count cannot be in the future."), field="counted_on")
    community.residents_united, community.residents_united_on, community.residents_proof = number, counted_on, proof
    community.save(update_fields=["residents_united", "residents_united_on", "residents_proof", "updated_at"])
    record(target=community, number=number, counted_on=counted_on, proof=proof)
    return community
