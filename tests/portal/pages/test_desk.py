from django.urls import reverse

from portal.accounts.models import User


def test_an_officers_desk_shows_official_tasks_and_where_they_are_done(demo, client):
    client.force_login(User.objects.get(email="koordinators@example.lv"))

    page = client.get(reverse("pages:mans")).content.decode()

    assert "Amata uzdevumi" in page
    assert "Atkritumu šķirošanas punkts Alejās" in page
    assert "/admin/participation/submission/" in page
    assert "Pašlaik nekas nav jāpaveic" not in page
