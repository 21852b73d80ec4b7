from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models.functions.text import Concat

import portal.db


class Migration(migrations.Migration):
    """What is still to come is a few of many events, and any is found by its words; the table stays writable while the
    indexes are built."""

    atomic = False

    dependencies = [("communities", "0004_seats_agenda_rewards")]

    operations = [
        AddIndexConcurrently(model_name="event", index=models.Index(fields=["ends_at"], name="event_end")),
        AddIndexConcurrently(
            model_name="event",
            index=GinIndex(
                OpClass(
                    portal.db.Folded(
                        Concat(
                            "title",
                            models.Value(" "),
                            "summary",
                            models.Value(" "),
                            "place",
                            output_field=models.TextField(),
                        )
                    ),
                    "gin_trgm_ops",
                ),
                name="event_words",
            ),
        ),
    ]
