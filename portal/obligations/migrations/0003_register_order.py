from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """The register of promises stands in its order; the table stays writable while the index is built."""

    atomic = False

    dependencies = [("obligations", "0002_emptyphrase")]

    operations = [
        AddIndexConcurrently(
            model_name="obligation",
            index=models.Index(
                models.F("fulfilled_at").desc(nulls_first=True),
                models.F("due_at").asc(),
                models.F("id").desc(),
                name="obligation_register",
            ),
        )
    ]
