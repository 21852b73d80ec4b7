from portal.ui.navigation import footer_entries, header_entries


def navigation(request):
    """The doors of the portal, with the one the visitor stands in marked."""
    return {"header_entries": header_entries(request.path), "footer_entries": footer_entries()}
