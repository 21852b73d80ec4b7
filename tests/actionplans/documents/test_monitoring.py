from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from pypdf import PdfReader

from actionplans.actions.monitoring import make_monitoring_report
from actionplans.models import ActionUpdate, YearlyTarget
from portal.documents.models import Document
from portal.documents.rendering import render_body, render_pdf
from tests.factories.monitoring import ReadingFactory, coordinator, running_action, running_indicator, running_plan
from tests.portal.instants import riga

pytestmark = [pytest.mark.usefixtures("municipality"), pytest.mark.rule("S0-50")]


def test_the_printed_report_tells_the_year(time_machine):
    plan = running_plan(title="Kopā pie upes")
    indicator = running_indicator(plan, name="Pārbaudītas rīcības lapas", unit="lapas")
    YearlyTarget.objects.create(indicator=indicator, year=2027, value=Decimal("6.5"))
    ReadingFactory(indicator=indicator, value=Decimal(7))
    action = running_action(plan, what="Mācības krastā")
    ActionUpdate.objects.create(
        action=action,
        quarter_from=date(2027, 7, 1),
        progress="late",
        reason="Upe bija pārplūdusi.",
        reported_at=riga(2027, 10, 3),
    )

    report = make_monitoring_report(plan=plan, year=2027, by=coordinator(), now=riga(2028, 1, 10))
    document = Document.objects.latest_of("actionplans.monitoring", report)
    pdf = PdfReader(BytesIO(render_pdf(document, render_body(document))))

    text = " ".join(" ".join(page.extract_text().split()) for page in pdf.pages).replace("\N{HYPHEN} ", "")
    assert (pdf.metadata.title, pdf.root_object["/Lang"]) == ("Uzraudzības pārskats par 2027. gadu: Kopā pie upes", "lv")
    for words in ("Pārbaudītas rīcības lapas, lapas", "6,5", "Mācības krastā", "Upe bija pārplūdusi.", "kavējas"):
        assert words in text, words
