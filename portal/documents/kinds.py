"""Which documents the portal prints. Apps register one builder per kind in ``AppConfig.ready()``."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models

from portal.registry import Registry


@dataclass(frozen=True)
class DocumentKind:
    """How one kind of official document is made.

    ``template`` renders the body, ``context`` gives it plain values, ``title`` names the document, ``file_name``
    the download (without ending). ``may_view`` decides who may open it, ``is_draft`` whether it bears PROJEKTS.
    ``is_party`` names those who get signed copies beside the staff: a certificate carries its signer's personal code.
    """

    key: str
    label: str
    template: str
    context: Callable[[models.Model], dict[str, Any]]
    title: Callable[[models.Model], str]
    file_name: Callable[[models.Model], str]
    may_view: Callable[[Any, models.Model], bool]
    is_draft: Callable[[models.Model], bool] = lambda subject: False
    is_party: Callable[[Any, models.Model], bool] = lambda user, subject: False
    letterhead: bool = True


KINDS: Registry[DocumentKind] = Registry("document kinds")


def register_document(kind: DocumentKind) -> None:
    KINDS.register(kind.key, kind)
