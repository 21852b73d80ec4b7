import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

gc.disable()  # while everything is loaded there is nothing to collect, and a fifth of the time goes into looking
application = get_wsgi_application()

from portal.operation.starting import settle  # noqa: E402 - once Django is set up

settle()
gc.enable()
