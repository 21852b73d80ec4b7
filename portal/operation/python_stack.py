"""Room on Python's own stack for all that a page calls."""

from collections.abc import Callable
from typing import Any

ROOM = 32_000
"""Words of eight bytes. Twice as much is reserved, of which the calls of a deep template touch a tenth."""


def roomy_stack(get_response: Callable[..., Any]) -> Callable[..., Any]:
    """A middleware: what is called within it finds its place in one piece of memory.

    Python takes the stack of its calls from the system in pieces of 16 KB, and gives the last piece back as soon as the call
    that began it ends. A loop of a template that happens to stand before the end of a piece does so for each of its rows:
    lists of the admin asked for memory and gave it back 150 times, a tenth of their time. A piece is made as large as the
    call that begins it says it may need; what nobody touches of it costs nothing.
    """

    def within(request):
        return get_response(request)

    within.__code__ = within.__code__.replace(co_stacksize=ROOM)
    return within
