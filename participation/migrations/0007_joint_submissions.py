from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """The bonus for a joint opinion looks for what was sent together in a year; the table stays writable while the index is
    built."""

    atomic = False

    dependencies = [("participation", "0006_lessons_of_a_consultation")]

    operations = [
        AddIndexConcurrently(
            model_name="submission",
            index=models.Index(fields=["-received_at"], condition=Q(voice="joint"), name="submission_joint"),
        )
    ]
