from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "portal.documents"
    label = "documents"
    verbose_name = _("documents")

    def ready(self):
        from portal.documents import jobs  # noqa: F401 - registers the rendering job
