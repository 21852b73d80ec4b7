"""What a person typed, taken from a request that could not be let through, so that it can be sent again."""

from django.http import HttpRequest

NOT_KEPT = {"csrfmiddlewaretoken", "password", "password1", "password2", "oldpassword", "code"}


def kept_fields(request: HttpRequest) -> list[tuple[str, str]]:
    """Name and value of every field that was sent, without secrets."""
    return [(name, value) for name, values in request.POST.lists() if name not in NOT_KEPT for value in values]


def came_from_own_page(request: HttpRequest) -> bool:
    """Whether the browser says that the form stood on one of our own pages; a stranger's form is not sent again."""
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site == "same-origin"
    origin = request.headers.get("Origin")
    return origin is not None and origin == f"{request.scheme}://{request.get_host()}"
