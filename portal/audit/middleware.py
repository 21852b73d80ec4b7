from pghistory.middleware import HistoryMiddleware


class HistoryUserMiddleware(HistoryMiddleware):
    """Tells the history who is signed in. Not the address: links from letters carry keys, and history is for ever."""

    def get_context(self, request):
        return {"user": super().get_context(request)["user"]}
