"""Demo: a joint opinion for two neighbourhoods, one typed in from paper, one changed, one hidden; early warnings."""

from uuid import uuid4

from django.utils.text import slugify

from participation.actions.early_warning import answer_warning, save_category, send_warning, take_over
from participation.actions.moderation import appeal_hiding, hide_opinion
from participation.actions.opinion import edit_opinion, enter_opinion, submit_opinion
from participation.models import Consultation, Opinion, WarningCategory
from portal.management.demo import Demo


def load(demo: Demo) -> None:
    content = demo.content("opinions")
    for row in content["joint"]:
        _joint(demo, row)
    for row in content["entered"]:
        _entered(demo, row)
    for row in content["edited"]:
        _edited(demo, row)
    for row in content["hidden"]:
        _hidden(demo, row)
    categories = {row["key"]: _category(demo, row, order) for order, row in enumerate(content["categories"], start=1)}
    for row in content["warnings"]:
        _warning(demo, row, categories[row["category"]])


def _consultation(row: dict) -> Consultation:
    return Consultation.objects.get(slug=slugify(row["consultation"]))


def _give(demo: Demo, row: dict, person, **said) -> Opinion:
    return submit_opinion(
        consultation=_consultation(row), text=row["text"], name=person.name, email=person.email, form_token=uuid4(),
        by=person, now=demo.at(row["day"], "17:20"), **said,
    )  # fmt: skip


def _joint(demo: Demo, row: dict) -> None:
    community = demo.made["communities"][row["community"]]
    _give(
        demo, row, community.memberships.leaders().first().user, community=community, experience=row["experience"],
        proposal=row["proposal"], residents_represented=row["residents"], how_agreed=row["how"],
        agreed_on=demo.day(row["agreed"]), also_represents=[demo.made["neighbourhoods"][slug] for slug in row["also"]],
    )  # fmt: skip


def _entered(demo: Demo, row: dict) -> None:
    received_at = demo.at(row["day"], row["clock"])
    enter_opinion(
        consultation=_consultation(row), channel=row["channel"], received_at=received_at, form_token=uuid4(),
        text=row["text"], name=row["name"], email=row["email"], by=demo.person("koordinators"),
        now=demo.at(row["day"], "16:30"),
    )  # fmt: skip


def _edited(demo: Demo, row: dict) -> None:
    person, later = demo.person(row["person"]), row["later"]
    opinion = _give(demo, row, person)
    edit_opinion(
        opinion=opinion, text=later["text"], experience=later["experience"], by=person, now=demo.at(later["day"], "08:10")
    )


def _hidden(demo: Demo, row: dict) -> None:
    person = demo.person(row["person"])
    opinion = _give(demo, row, person)
    hide_opinion(opinion=opinion, reason=row["reason"], by=demo.person(row["by"]), now=demo.at(row["hidden"], "09:15"))
    edit_opinion(opinion=opinion, text=row["later"], by=person, now=demo.at(row["edited"], "12:00"))
    appeal_hiding(opinion=opinion, objection=row["objection"], by=person, now=demo.at(row["appealed"], "12:10"))


def _category(demo: Demo, row: dict, order: int) -> WarningCategory:
    category = WarningCategory(
        name=row["name"], name_en=row["name_en"], unit=demo.made["units"][row["unit"]], hours=row["hours"],
        is_sensitive=row["sensitive"], order=order,
    )  # fmt: skip
    return save_category(category=category, by=demo.person("admin"), now=demo.at(-30))


def _warning(demo: Demo, row: dict, category: WarningCategory) -> None:
    person = demo.person(row["person"])
    warning = send_warning(
        category=category, text=row["text"], place=row["place"], name=person.name, email=person.email,
        community=demo.made["communities"][row["community"]] if "community" in row else None, form_token=uuid4(), by=person,
        now=demo.at(row["received"], row["clock"]),
    )  # fmt: skip
    take_over(warning=warning, by=demo.person(row["taken"]["by"]), now=min(demo.at(row["taken"]["day"], "08:40"), demo.now))
    if answer := row.get("answer"):
        answer_warning(
            warning=warning, answer=answer["text"], next_step=answer["next"], by=demo.person(answer["by"]),
            now=demo.at(answer["day"], "15:30"),
        )  # fmt: skip
