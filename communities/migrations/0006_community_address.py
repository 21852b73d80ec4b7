from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models.functions import Upper


class Migration(migrations.Migration):
    """Whose address a community gave is asked for each person who sits in a commission; the table stays writable meanwhile."""

    atomic = False

    dependencies = [("communities", "0005_event_indexes")]

    operations = [AddIndexConcurrently(model_name="community", index=models.Index(Upper("email"), name="community_address"))]
