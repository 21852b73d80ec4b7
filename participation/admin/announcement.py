from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from participation.actions.announcement import send_announcement
from participation.enums import AnnouncementState
from participation.models import Announcement
from participation.notifications.announcement import leaders, on_duty
from participation.queries.announcement import reach_of
from participation.resources import AnnouncementResource
from participation.workflow import ANNOUNCEMENT
from portal.audit.desks import IndexedAdmin
from portal.audit.wording import timeline
from portal.ui.admin import Step


@admin.register(Announcement)
class AnnouncementAdmin(IndexedAdmin):
    """Three plain sentences to the communities and contact persons of named neighbourhoods."""

    slug_from = "title"
    list_display = ("title", "unit", "state", "sent_at", "letters", "reach")
    list_filter = ("state", "neighbourhoods")
    search_fields = ("title", "text")
    autocomplete_fields = ("neighbourhoods", "unit")
    fields = ("title", "text", "passing_on", "neighbourhoods", "page", "unit", "sender_post")
    workflow_fields = ("state", "sent_at", "sent_by", "letters", "reach")
    export_resource = AnnouncementResource
    steps = (
        Step(
            name="nosutit",
            label=_("Send the announcement"),
            permission="participation.send_announcement",
            perform=lambda announcement, **who: send_announcement(announcement=announcement, **who),
            done=_("The announcement is sent and public."),
            available=lambda announcement: ANNOUNCEMENT.allows(announcement.state, AnnouncementState.SENT),
            explanation=_("It goes out once, under your name and post. Contact persons get it by duty."),
            prominent=True,
        ),
    )

    def get_prepopulated_fields(self, request, obj=None):
        return {}

    def is_locked(self, announcement) -> bool:
        return announcement.state != AnnouncementState.DRAFT

    def side_context(self, request, announcement):
        readers = on_duty(announcement) + leaders(announcement)
        return {
            "side_template": "admin/participation/announcement_side.html",
            "estimate": None if self.is_locked(announcement) else reach_of(announcement, readers),
            "entries": timeline(announcement, public=False),
        }
