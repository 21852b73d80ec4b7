from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models

IS_PUBLIC = models.Q(state__in=("funded", "closed", "ended"))


class Migration(migrations.Migration):
    """Projects that ended early stay in the public register; it stays quick while its indexes are built."""

    atomic = False

    dependencies = [("grants", "0009_contract_ended_early")]

    operations = [
        AddIndexConcurrently(
            model_name="application",
            index=models.Index(fields=["title_sort", "id"], condition=IS_PUBLIC, name="project_title"),
        ),
        AddIndexConcurrently(
            model_name="application",
            index=models.Index(fields=["-submitted_at", "-id"], condition=IS_PUBLIC, name="project_latest"),
        ),
        RemoveIndexConcurrently(model_name="application", name="project_sort"),
        RemoveIndexConcurrently(model_name="application", name="project_recent"),
    ]
