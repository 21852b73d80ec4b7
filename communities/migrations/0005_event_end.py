from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """What is still to come is a few of many events; the table stays writable while the index is built."""

    atomic = False

    dependencies = [("communities", "0004_seats_agenda_rewards")]

    operations = [AddIndexConcurrently(model_name="event", index=models.Index(fields=["ends_at"], name="event_end"))]
