"""Demo subsidies: last year's with its reports, this year's rules, and the next year's draft for the simulator."""

from datetime import date, timedelta
from decimal import Decimal

from grants.actions.subsidy import (
    approve_payments,
    copy_scheme,
    decide_scheme,
    name_partner,
    prepare_payments,
    publish_scheme,
)
from grants.actions.subsidy_claim import (
    accept_report,
    claim_subsidy,
    confirm_claim,
    note_money_returned,
    refuse_claim,
    report_subsidy,
)
from grants.models import SubsidyClaim, SubsidyCost, SubsidyScheme, SubsidyTier, TierCondition
from participation.actions.answer import answer_now
from participation.actions.submission import receive_submission
from portal.management.demo import Demo

RULES = (
    "1. Dotāciju piešķir kopienai, kas kalendārajā gadā ir izpildījusi visus līmeņa nosacījumus; par dotāciju nekonkurē.\n\n"
    "2. Nosacījumus uzskaita portāls pēc saviem ierakstiem. Ja līdzekļu nepietiek, tos piešķir šo noteikumu kārtībā, pārējie "
    "paliek rindā.\n\n"
    "3. Kopiena naudu tērē tikai pieprasījumā norādītajiem mērķiem, iesniedz vienas lapas pārskatu un neizlietoto atmaksā."
)


def load(demo: Demo) -> None:
    content = demo.content("subsidies")
    communities = demo.made["communities"]
    for community, organisation in content["partners"].items():
        leader = _leader(communities[community])
        name_partner(community=communities[community], organisation=communities[organisation], by=leader, now=demo.at(-300))
    _joint_submission(demo, content["joint_submission"])
    schemes = {row["key"]: _scheme(demo, row, content) for row in content["schemes"]}
    _course(demo, schemes["last"], content["claims"])
    _next_year(demo, schemes["current"], content["next"])


def _leader(community):
    return community.memberships.leaders().first().user


def _joint_submission(demo: Demo, row: dict) -> None:
    """What the yard meeting of Katlakalns handed in, answered long ago."""
    community = demo.made["communities"][row["community"]]
    leader = _leader(community)
    submission = receive_submission(
        kind="proposal", title=row["title"], text=row["text"], unit=demo.made["units"][row["unit"]],
        neighbourhood=demo.made["neighbourhoods"][row["neighbourhood"]], voice="joint", community=community,
        residents_represented=row["residents"], how_agreed=row["how"], author=leader, author_name=leader.name,
        by=leader, now=demo.at(row["day"], "20:10"),
    )  # fmt: skip
    answer_now(question=submission, by=demo.person("koordinators"), now=demo.at(row["day"] + 6, "15:00"), **row["answer"])


def _scheme(demo: Demo, row: dict, content: dict) -> SubsidyScheme:
    year = demo.today.year - row["years_back"]
    scheme = SubsidyScheme.objects.create(
        year=year, title=row["title"].format(year=year), summary=row["summary"], rules=RULES, total=Decimal(row["total"]),
        opens_on=demo.day(row["opens"]), closes_on=demo.day(row["closes"]), decision_on=demo.day(row["decision"]),
        paid_on=demo.day(row["paid"]), report_on=demo.day(row["report"]), return_on=demo.day(row["return"]),
        ineligible_costs=content["ineligible"], unit=demo.made["units"]["attistiba"],
        contact_post="Līdzdalības koordinators", contact_phone="+371 67 000 111",
        contact_email="dotacijas@pasvaldiba.example",
    )  # fmt: skip
    for position, (purpose, name) in enumerate(content["costs"], start=1):
        SubsidyCost.objects.create(scheme=scheme, purpose=purpose, name=name, position=position)
    for number, level in enumerate(row["tiers"], start=1):
        tier = SubsidyTier.objects.create(scheme=scheme, position=number, name=level["name"], amount=Decimal(level["amount"]))
        for position, condition in enumerate(level["conditions"], start=1):
            TierCondition.objects.create(tier=tier, position=position, **condition)
    return publish_scheme(scheme=scheme, by=demo.person("konkursi"), now=min(demo.at(row["opens"] - 60), demo.at(-100)))


def _course(demo: Demo, scheme: SubsidyScheme, rows: list[dict]) -> None:
    """Last year's claims as far as each has come."""
    officer, approver = demo.person("konkursi"), demo.person("admin")
    claims = [(_claim(demo, scheme, row, officer), row) for row in rows]
    decided = demo.at(_offset(demo, scheme.closes_on) + 20)
    decide_scheme(scheme=scheme, by=officer, now=decided)
    granted = [(claim, row) for claim, row in claims if "refused" not in row]
    paying = [claim for claim, _row in granted]
    prepare_payments(scheme=scheme, claims=paying, by=officer, now=decided + timedelta(days=2))
    approve_payments(scheme=scheme, claims=paying, by=approver, now=decided + timedelta(days=5))
    for claim, row in granted:
        _report(demo, claim, row, officer)


def _offset(demo: Demo, day: date) -> int:
    return (day - demo.today).days


def _claim(demo: Demo, scheme: SubsidyScheme, row: dict, officer) -> SubsidyClaim:
    community = demo.made["communities"][row["community"]]
    costs = {cost.name: cost for cost in scheme.costs.all()}
    opens = _offset(demo, scheme.opens_on)
    claim = claim_subsidy(
        scheme=scheme, community=community, iban=row["iban"], account_holder=community.name,
        spending={costs[name]: Decimal(planned) for name, planned in row["spending"].items()},
        by=_leader(community), now=demo.at(opens + 3, "18:40"),
    )  # fmt: skip
    if "refused" in row:
        return refuse_claim(claim=claim, reason=row["refused"], by=officer, now=demo.at(opens + 12))
    return confirm_claim(claim=claim, by=officer, now=demo.at(opens + 12))


def _report(demo: Demo, claim: SubsidyClaim, row: dict, officer) -> None:
    if "reported" not in row:
        return
    used = {line: Decimal(row["used"][line.cost.name]) for line in claim.lines.select_related("cost")}
    report_subsidy(claim=claim, done=row["done"], used=used, by=_leader(claim.community), now=demo.at(row["reported"], "19:15"))
    if "accepted" in row:
        accept_report(claim=claim, by=officer, now=demo.at(row["accepted"]))
    if "returned" in row:
        note_money_returned(claim=claim, returned_on=demo.day(row["returned"]), by=officer, now=demo.at(row["returned"]))


def _next_year(demo: Demo, scheme: SubsidyScheme, row: dict) -> None:
    """A draft in Riga's way: growth until a ceiling, and an easier beginning outside densely populated places (S3-05)."""
    draft = copy_scheme(scheme=scheme, by=demo.person("konkursi"), now=demo.at(-12))
    first, second = draft.tiers.order_by("position")
    first.conditions.filter(kind="residents").update(minimum_outside=row["residents_outside"])
    TierCondition.objects.create(
        tier=second, position=9, kind="growth", minimum=row["minimum"], ceiling=row["ceiling"],
        evidence="Skaits pērn un šogad",
    )  # fmt: skip
