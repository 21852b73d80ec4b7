from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from communities.actions.exchange import take_down_notice
from communities.forms.exchange import TakeDownForm
from communities.models import ExchangeNotice
from communities.resources import NoticeResource
from portal.ui.admin import ReadOnlyAdmin, Step


@admin.register(ExchangeNotice)
class ExchangeNoticeAdmin(ReadOnlyAdmin):
    """The board, for whoever looks after it. Letters between communities are not for officers to read."""

    export_resource = NoticeResource
    list_display = ("title", "kind", "category", "community", "until", "closed_at")
    list_filter = ("kind", "category")
    search_fields = ("title", "community__name")
    fields = ("community", "kind", "category", "title", "text", "until", "posted_at", "closed_at")
    steps = (
        Step(
            name="nonemt",
            label=_("Take off the board"),
            permission="communities.moderate_exchangenotice",
            perform=lambda notice, **answers: take_down_notice(notice=notice, **answers),
            done=_("The notice is off the board, and the community knows why."),
            form=TakeDownForm,
            available=lambda notice: notice.closed_at is None,
        ),
    )
