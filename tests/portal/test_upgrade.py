import psycopg
import pytest
from django.core.management import call_command
from django.db import ProgrammingError, connection

from portal.municipality.models import Unit
from tests import environment

ROLE = f"portal_{environment.INDEX}"


@pytest.fixture
def portals_role(committed):
    """A role that owns nothing; the running portal connects as it."""
    with psycopg.connect(environment.database_address(committed), autocommit=True) as owner:
        owner.execute(f"CREATE ROLE {ROLE} LOGIN")
    usual = connection.settings_dict["USER"]
    connection.close()
    connection.settings_dict["USER"] = ROLE
    yield committed
    connection.close()
    connection.settings_dict["USER"] = usual
    with psycopg.connect(environment.database_address(committed), autocommit=True) as owner:
        owner.execute(f"DROP OWNED BY {ROLE}")
        owner.execute(f"DROP ROLE {ROLE}")


def test_with_an_owner_of_its_own_the_portal_keeps_rows_but_cannot_touch_tables(portals_role, settings):
    settings.MIGRATION_DATABASE_URL = environment.database_address(portals_role)

    call_command("upgrade", verbosity=0)

    unit = Unit.objects.create(name="Kanceleja", slug="kanceleja", email="kanceleja@example.lv")
    assert Unit.objects.get().pk == unit.pk
    for attack in ("ALTER TABLE audit_event DISABLE TRIGGER ALL", "DROP TABLE audit_event", "DELETE FROM django_migrations"):
        with pytest.raises(ProgrammingError, match=r"must be owner|permission denied"), connection.cursor() as cursor:
            cursor.execute(attack)
