from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models.functions.text import Concat

import portal.db


class Migration(migrations.Migration):
    """Answers and submissions are found by their words; the tables stay writable while the indexes are built."""

    atomic = False

    dependencies = [("participation", "0003_public_answers")]

    operations = [
        AddIndexConcurrently(
            model_name="answer",
            index=GinIndex(
                OpClass(
                    portal.db.Folded(Concat("reason", models.Value(" "), "next_step", output_field=models.TextField())),
                    "gin_trgm_ops",
                ),
                condition=models.Q(is_public=True),
                name="answer_words",
            ),
        ),
        AddIndexConcurrently(
            model_name="submission",
            index=GinIndex(
                OpClass(
                    portal.db.Folded(Concat("title", models.Value(" "), "text", output_field=models.TextField())),
                    "gin_trgm_ops",
                ),
                name="submission_words",
            ),
        ),
    ]
