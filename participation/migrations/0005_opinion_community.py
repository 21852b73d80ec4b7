from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """The latest opinions of a community stand on its page; the table stays writable while the index is built."""

    atomic = False

    dependencies = [("participation", "0004_words")]

    operations = [
        AddIndexConcurrently(
            model_name="opinion",
            index=models.Index(fields=["community", "-submitted_at"], name="opinion_community"),
        )
    ]
