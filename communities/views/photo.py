from django.contrib.auth.decorators import login_not_required
from django.http import Http404

from communities.queries.photos import visible_picture
from portal.files.responses import picture_response


@login_not_required
def photo(request, pk):
    """A picture of an event, a centre or a card, for whoever may see its page."""
    file = visible_picture(request.user, pk)
    if file is None:
        raise Http404
    return picture_response(file)
