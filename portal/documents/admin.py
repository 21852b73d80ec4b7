from operator import itemgetter

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminFileFieldWidget

from portal.documents.actions import make_again, receive_signed_copy
from portal.documents.forms import SignedCopyForm
from portal.documents.kinds import KINDS
from portal.documents.models import Document
from portal.ui.admin import ReadOnlyAdmin, Step
from portal.ui.admin_facts import may_view


class OfficersSignedCopyForm(SignedCopyForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].widget = UnfoldAdminFileFieldWidget()


class KindFilter(admin.SimpleListFilter):
    """By the kind's name; the column holds its key."""

    title = _("kind")
    parameter_name = "veids"

    def lookups(self, request, model_admin):
        return sorted(((kind.key, str(kind.label)) for kind in KINDS.values()), key=itemgetter(1))

    def queryset(self, request, queryset):
        return queryset.filter(kind=self.value()) if self.value() else queryset


@admin.register(Document)
class DocumentAdmin(ReadOnlyAdmin):
    """Documents about things the officer may see."""

    list_display = ("title", "kind_label", "version", "state", "requested_at", "open_link")
    list_filter = ("state", KindFilter)
    search_fields = ("title",)
    fields = ("title", "kind_label", "version", "state", "requested_at", "rendered_at", "failure", "open_link", "signed")
    steps = (
        Step(
            name="parakstits",
            label=_("Take the signed copy"),
            permission="documents.receive_signed_copy",
            perform=lambda document, file, **who: receive_signed_copy(document=document, upload=file, **who),
            done=_("The signed copy is kept with this version."),
            form=OfficersSignedCopyForm,
            available=lambda document: document.state == Document.State.READY,
            explanation=_(
                "The portal compares the contents byte for byte; whether the signatures are valid is checked at eparaksts.lv."
            ),
            prominent=True,
        ),
        Step(
            name="velreiz",
            label=_("Make it again"),
            permission="documents.make_again",
            perform=lambda document, **who: make_again(document=document, **who),
            done=_("The document is being made."),
            available=lambda document: document.state == Document.State.FAILED,
        ),
    )

    def get_queryset(self, request):
        documents = super().get_queryset(request)
        subjects = ContentType.objects.filter(pk__in=documents.values("subject_type"))
        return documents.filter(subject_type__in=[one for one in subjects if may_view(request.user, one.model_class())])

    @admin.display(description=_("signed copies"))
    def signed(self, document) -> str:
        return ", ".join(copy.file.original_name for copy in document.signed_copies.select_related("file"))

    @admin.display(description=_("kind"))
    def kind_label(self, document) -> str:
        return document.kind_info.label

    @admin.display(description=_("document"))
    def open_link(self, document) -> str:
        return format_html('<a href="{}">{}</a>', reverse("documents:document_detail", args=[document.pk]), _("Open"))
