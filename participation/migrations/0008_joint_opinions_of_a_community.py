from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """A passport counts a community's joint opinions of a year; the table stays writable while the index is built."""

    atomic = False

    dependencies = [("participation", "0007_joint_submissions")]

    operations = [
        AddIndexConcurrently(
            model_name="opinion",
            index=models.Index(
                fields=["community", "-submitted_at", "-id"],
                include=["residents_represented"],
                condition=models.Q(hidden_reason="", state__in=("received", "answered"), voice="joint"),
                name="opinion_joint_of_community",
            ),
        )
    ]
