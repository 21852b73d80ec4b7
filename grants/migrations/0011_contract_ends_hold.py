from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("grants", "0010_projects_ended_early")]

    operations = [
        ValidateConstraint("contract", "contract_end_has_reason"),
        ValidateConstraint("projectreport", "project_report_submitted_by_somebody"),
    ]
