from datetime import datetime

from django.db import models

from portal.documents.models import Document
from portal.files.actions import erase
from portal.files.forgetting import forget_words


def forget_documents(*subjects: models.Model, now: datetime) -> None:
    """The texts, PDFs and signed copies about ``subjects`` go; that they were made, and when, stays."""
    for subject in subjects:
        for document in Document.objects.about(subject).select_related("pdf").prefetch_related("signed_copies__file"):
            forget_words(document, now=now)
            for file in (document.pdf, *(copy.file for copy in document.signed_copies.all())):
                erase(file, now=now)
