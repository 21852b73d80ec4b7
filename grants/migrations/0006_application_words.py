from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models.functions.text import Concat

import portal.db


class Migration(migrations.Migration):
    """Projects are found by their words; the table stays writable while the index is built."""

    atomic = False

    dependencies = [("grants", "0005_priorities_by_line")]

    operations = [
        AddIndexConcurrently(
            model_name="application",
            index=GinIndex(
                OpClass(
                    portal.db.Folded(Concat("title", models.Value(" "), "summary", output_field=models.TextField())),
                    "gin_trgm_ops",
                ),
                name="application_words",
            ),
        )
    ]
