from portal.documents.actions import render_document
from portal.later import job


@job("documents.render")
def render(pk: str) -> None:
    render_document(pk)
