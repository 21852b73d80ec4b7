"""The demo's shares in outside projects: one won, one promised, one that waits for its decision."""

from decimal import Decimal
from uuid import uuid4

from grants.actions.cofinancing import promise_share, request_cofinancing, tell_result
from grants.models import CoFinancingFund
from portal.management.demo import Demo
from portal.ui.search import index


def load(demo: Demo) -> None:
    content = demo.content("cofinancing")
    fund = content["fund"]
    for year in {demo.today.year, *(demo.day(row["asked"]).year for row in content["requests"])}:
        index(
            CoFinancingFund.objects.create(
                year=year, rules=fund["rules"], programmes=fund["programmes"], total=fund["total"],
                largest_share=fund["share"], largest_sum=fund["largest"], unit=demo.made["units"]["attistiba"],
                contact_post="Projektu vadītājs", contact_email="projekti@pasvaldiba.example", is_public=True,
            )
        )  # fmt: skip
    for row in content["requests"]:
        _request(demo, row)


def _request(demo: Demo, row: dict) -> None:
    leader, officer = demo.person(row["leader"]), demo.person("konkursi")
    asked = request_cofinancing(
        community=demo.made["communities"][row["community"]], title=row["title"], programme=row["programme"],
        programme_deadline=demo.day(row["deadline"]), summary=row["summary"], project_total=Decimal(row["total"]),
        requested=Decimal(row["requested"]), form_token=uuid4(), by=leader, now=demo.at(row["asked"]),
    )  # fmt: skip
    if "promised" in row:
        amount = Decimal(row["promised"])
        promise_share(request=asked, amount=amount, reason=row["reason"], by=officer, now=demo.at(row["asked"] + 9))
    if "won" in row:
        tell_result(request=asked, is_won=row["won"], note=row["note"], by=leader, now=demo.at(-5))
