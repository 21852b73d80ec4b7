from functools import partial

from portal.ui.navigation import footer_links, header_entries


def navigation(request):
    """The doors of the portal, with the one the visitor stands in marked; worked out where a template shows them."""
    return {"header_entries": partial(header_entries, request.path), "footer_links": footer_links}
