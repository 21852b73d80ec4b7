"""Extensions and the two immutable functions that search and sorting stand on."""

from django.contrib.postgres.operations import (
    BtreeGistExtension,
    TrigramExtension,
    UnaccentExtension,
)
from django.db import migrations

FOLD = """
CREATE OR REPLACE FUNCTION portal_fold(value text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
    SELECT lower(public.unaccent('public.unaccent'::regdictionary, value))
$$;
"""

# A caron or cedilla becomes the base letter and "~", which sorts after every letter, so that "č" follows "cz".
# After the tab stands the text itself: it decides only where everything before it is equal (length marks).
SORT_KEY = """
CREATE OR REPLACE FUNCTION portal_sort_key(value text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
    WITH lowered AS (
        SELECT lower(translate(value, 'ĀČĒĢĪĶĻŅŌŖŠŪŽ', 'āčēģīķļņōŗšūž')) AS text
    ), marked AS (
        SELECT text, replace(replace(replace(replace(replace(replace(replace(replace(replace(
            text, 'č', 'c~'), 'ģ', 'g~'), 'ķ', 'k~'), 'ļ', 'l~'), 'ņ', 'n~'), 'ŗ', 'r~'), 'š', 's~'), 'ž', 'z~'),
            'y', 'i') AS primary_text
        FROM lowered
    )
    SELECT btrim(regexp_replace(
               lower(public.unaccent('public.unaccent'::regdictionary, primary_text)), '[^a-z0-9~]+', ' ', 'g'))
           || E'\\t' || text
    FROM marked
$$;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        UnaccentExtension(),
        TrigramExtension(),
        BtreeGistExtension(),
        migrations.RunSQL(FOLD, "DROP FUNCTION IF EXISTS portal_fold(text)"),
        migrations.RunSQL(SORT_KEY, "DROP FUNCTION IF EXISTS portal_sort_key(text)"),
    ]
