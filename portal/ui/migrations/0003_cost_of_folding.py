"""Folding a text takes as long as reading hundreds of rows. Told so, the planner asks the index of words, and does not fold
one text after the other in the hope of twenty that match: of a word that nobody wrote, three seconds became a few
milliseconds."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("ui", "0002_initial")]

    operations = [
        migrations.RunSQL(
            "ALTER FUNCTION portal_fold(text) COST 1000",
            "ALTER FUNCTION portal_fold(text) COST 100",
        ),
    ]
