from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("grants", "0012_ineligible_costs")]

    operations = [ValidateConstraint("projectreport", "project_report_cut_with_reason")]
