"""What the demo municipality offers its communities, and what a place gains by having one."""

from communities.models import SupportBenefit, SupportInstrument
from portal.management.demo import Demo


def load(demo: Demo) -> None:
    content = demo.content("support")
    SupportInstrument.objects.bulk_create(
        SupportInstrument(**{**row, "unit": demo.made["units"][row["unit"]]}) for row in content["instruments"]
    )
    SupportBenefit.objects.bulk_create(
        SupportBenefit(position=position, **row) for position, row in enumerate(content["benefits"], start=1)
    )
