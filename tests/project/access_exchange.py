"""The exchange board, letters between communities, the map's data, tables and the officers' overview: who may open what."""

from communities.models import Community, ExchangeNotice
from tests.factories.exchange import LetterFactory, NoticeFactory
from tests.project.visitors import (
    ADMINISTRATOR,
    COORDINATOR,
    LEADER,
    OFFICER,
    Desk,
    first,
    official,
    only,
    person,
    private,
    public,
)

KEEPS_REGISTRY = only(COORDINATOR, ADMINISTRATOR)


def own_community(**more: object) -> dict[str, object]:
    """The community the leader of these tests leads."""
    return {"slug": _own().slug, **more}


def _own() -> Community:
    return Community.objects.of_member(person(LEADER)).get()


def own_notice() -> dict[str, object]:
    return own_community(pk=NoticeFactory(community=_own()).pk)


def letter_to_us() -> dict[str, int]:
    return {"pk": LetterFactory(to_community=_own()).pk}


def table(**more: str):
    return lambda: {"name": "apkaimes", **more}


PAGES = (
    public("communities:map"),
    public("communities:notice_list"),
    public("communities:notice_detail", first(ExchangeNotice.objects.all, "pk")),
    public("communities:notice_detail", lambda: {"pk": NoticeFactory(closed=True).pk}, opens=only(OFFICER, COORDINATOR)),
    private("communities:notice_answer", lambda: {"pk": NoticeFactory().pk}),
    private("communities:contact_request_create", first(Community.objects.public)),
    private("communities:contact_request_detail", letter_to_us, opens=only(LEADER)),
    private("communities:desk_exchange", own_community, opens=only(LEADER)),
    private("communities:notice_create", own_community, opens=only(LEADER)),
    private("communities:notice_edit", own_notice, opens=only(LEADER)),
    private("communities:notice_close", own_notice, status=405),
    official("admin:communities_community_overview"),
    official("admin:communities_neighbourhood_import", table(), opens=KEEPS_REGISTRY),
    official("admin:communities_neighbourhood_import_template", table(format_name="xlsx"), opens=KEEPS_REGISTRY),
)

DESKS = {
    "communities.exchangenotice": Desk(only(OFFICER, COORDINATOR), steps={"nonemt": only(COORDINATOR)}),
}
