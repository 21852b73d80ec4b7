"""Demo calls, one open, one being evaluated, one decided, with their applications."""

from django.utils.text import slugify

from grants.actions.application import (
    begin_application,
    save_section,
    submit_application,
)
from grants.actions.call import publish_call
from grants.actions.evaluation import name_commission_member
from grants.forms.application import ProjectForm
from grants.forms.budget import BudgetForm
from grants.management import demo_applying, demo_calls, demo_cofinancing, demo_judging, demo_projects, demo_subsidy
from grants.models import Application, Call, CostCategory, Criterion, InKindRate, Lot
from portal.management.demo import Demo

SEATS = (
    "izpilddirektora vietnieks",
    "Attīstības nodaļa",
    "Kultūras nodaļa",
    "NVO atbalsta centrs",
    "iedzīvotāju padomju deleģēts pārstāvis",
)


def load(demo: Demo) -> None:
    content = demo.content("grants")
    rows = {row["key"]: row for row in content["calls"]}
    calls = {key: _call(demo, row) for key, row in rows.items()}
    typed = content["applications"] + demo.content("judging")["applications"]
    applications = [(_application(demo, calls[row["call"]], rows[row["call"]], row), row) for row in typed]
    for key, call in calls.items():
        if rows[key]["state"] != "published":
            own = [(application, row) for application, row in applications if row["call"] == key]
            demo_judging.judge(demo, call, rows[key], own)
    demo_calls.load(demo, calls["atverts"])
    demo_applying.load(demo, calls["atverts"])
    demo_cofinancing.load(demo)
    demo_subsidy.load(demo)
    demo_projects.load(demo)


def _call(demo: Demo, row: dict) -> Call:
    years = {"this": demo.today.year, "next": demo.today.year + 1}
    title = row["title"].format(**years)
    call = Call.objects.create(
        title=title, slug=slugify(title), summary=row["summary"], description=row["description"], rules=row["rules"],
        themes=row["themes"], eligible_applicants=row["applicants"], exclusions=row["exclusions"],
        ineligible_costs=row["ineligible_costs"], total=row["total"], smallest_grant=row["smallest"],
        largest_grant=row["largest"], intensity=row["intensity"], admin_cap=row["cap"], threshold=row["threshold"],
        opens_at=demo.at(row["opens"], "09:00"), closes_at=demo.at(row["closes"], "17:00"),
        seminar_at=demo.at(row["seminar"], "16:00"), seminar_place="Katlakalna Tautas nams un tiešsaistē",
        questions_until=demo.at(row["questions"], "17:00"), decision_on=demo.day(row["decision"]),
        implementation_from=demo.day(row["start"]), implementation_to=demo.day(row["end"]),
        equality_answer=row["equality_answer"], channels=row["channels"], unit=demo.made["units"][row["unit"]],
        contact_post="Konkursu administrators", contact_phone="+371 67 000 112",
        contact_email="konkursi@pasvaldiba.example",
    )  # fmt: skip
    Lot.objects.bulk_create(Lot(call=call, name=name, reserved=reserved) for name, reserved in row["lots"])
    CostCategory.objects.bulk_create(
        CostCategory(call=call, name=name, is_administration=flag, position=position)
        for position, (name, flag) in enumerate(row["categories"], start=1)
    )
    InKindRate.objects.bulk_create(InKindRate(call=call, name=name, unit=unit, rate=rate) for name, unit, rate in row["rates"])
    Criterion.objects.bulk_create(
        Criterion(call=call, position=position, title=name, description=text, weight=weight)
        for position, (name, text, weight) in enumerate(row["criteria"], start=1)
    )
    demo_calls.add_terms(demo, call, row["key"], row)
    by, opened = demo.person("konkursi"), demo.at(row["opens"], "09:00")
    for number, represents in enumerate(SEATS, start=1):
        name_commission_member(
            call=call, user=demo.person(f"vertetajs{number}"), represents=represents, is_chair=number == 1, by=by, now=opened
        )
    justification = "Termiņš saskaņots ar gada budžetu, un kopienas par konkursu zināja jau pavasarī."
    return publish_call(
        call=call,
        justifications={"window": justification, "seminar": justification, "implementation": justification},
        by=by,
        now=opened,
    )


def _application(demo: Demo, call: Call, call_row: dict, row: dict) -> Application:
    community, leader = demo.made["communities"][row["community"]], demo.person(row["by"])
    begun = demo.at(max(call_row["opens"] + 5, call_row["closes"] - 40) if row["call"] != "atverts" else -10, "18:00")
    application = begin_application(call=call, community=community, by=leader, now=begun)
    project, budget = _typed(call, row, application)
    project["replication"] = demo.content("applying")["replication"].get(row["title"], "")
    for section, fields in (("projekts", project), ("tame", budget)):
        if any(fields.values()):
            save_section(application=application, section=section, fields=fields, revision=0, by=leader, now=begun)
    demo_applying.fill(demo, application, row, by=leader, now=begun)
    Application.objects.filter(pk=application.pk).update(title=row["title"])
    application.refresh_from_db()
    if row["state"] == "draft":
        return application
    form, table = ProjectForm(project, call=call), BudgetForm(budget, call=call)
    if not (form.is_valid() and table.is_valid()):
        raise ValueError(f"{row['title']}: {form.errors} {[part.errors for part in table.rows]}")
    handed_in = demo.at(call_row["closes"] - 3 if row["call"] != "atverts" else -4, "16:30")
    return submit_application(
        application=application, project=form.cleaned_data, lines=table.good_lines(),
        eligibility=application.draft.data["atbilstiba"]["fields"], by=leader, now=handed_in,
    )  # fmt: skip


def _typed(call: Call, row: dict, application: Application) -> tuple[dict, dict]:
    """What the applicant typed, as the form's fields."""
    project = {
        "title": row["title"], "summary": row["summary"], "need": row["need"], "involvement": row["involvement"],
        "results": row["results"], "neighbourhood": str(application.neighbourhood_id),
        "starts_on": f"{call.implementation_from:%Y-%m-%d}", "ends_on": f"{call.implementation_to:%Y-%m-%d}",
    }  # fmt: skip
    lots = list(call.lots.all())
    if lots:
        project["lot"] = str(lots[row.get("lot", 0)].pk)
    categories = {one.name: str(one.pk) for one in call.cost_categories.all()}
    rates = {one.name: str(one.pk) for one in call.in_kind_rates.all()}
    budget = {}
    for number, (category, item, unit, quantity, price) in enumerate(row["costs"]):
        values = {"category": categories[category], "item": item, "unit": unit, "quantity": quantity, "price": price}
        budget |= {f"cost-{number}-{name}": value for name, value in values.items()}
    for number, (rate, item, quantity) in enumerate(row["in_kind"]):
        budget |= {
            f"kind-{number}-{name}": value for name, value in {"rate": rates[rate], "item": item, "quantity": quantity}.items()
        }
    return project, budget
