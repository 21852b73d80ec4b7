"""The bare Django page that everything is measured against: ``startproject``'s middleware, one indexed query of 20 rows,
one small template. Served by ``gunicorn bench.bare``; ``python -m bench.bare`` makes its table of 5 000 rows.
"""

import os

import dj_database_url
import django
from django.conf import settings

ROWS, SHOWN = 5_000, 20
TEMPLATE = """<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>{{ lines|length }} lines</title></head>
  <body>
    <h1>Lines</h1>
    <ul>
      {% for line in lines %}<li><a href="/{{ line.pk }}/">{{ line.title }}</a> {{ line.written_on|date:"d.m.Y" }}</li>
      {% endfor %}
    </ul>
  </body>
</html>
"""

settings.configure(
    SECRET_KEY=os.environ["SECRET_KEY"],
    ALLOWED_HOSTS=["127.0.0.1", "localhost"],
    DATABASES={"default": dj_database_url.parse(os.environ["DATABASE_URL"], conn_max_age=None)},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.messages",
        "bench",
    ],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    ROOT_URLCONF="bench.bare",
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.auth.context_processors.auth",
                    "django.contrib.messages.context_processors.messages",
                ],
                "loaders": [
                    (
                        "django.template.loaders.cached.Loader",
                        [("django.template.loaders.locmem.Loader", {"lines.html": TEMPLATE})],
                    )
                ],
            },
        },
    ],
    USE_TZ=True,
)
django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402 - after the settings, as in any project
from django.db import connection, models  # noqa: E402
from django.shortcuts import render  # noqa: E402
from django.urls import path  # noqa: E402


class Line(models.Model):
    title = models.CharField(max_length=100)
    written_on = models.DateField(db_index=True)

    class Meta:
        app_label = "bench"


def lines(request):
    return render(request, "lines.html", {"lines": Line.objects.order_by("-written_on")[:SHOWN]})


urlpatterns = [path("", lines)]
application = get_wsgi_application()


def fill() -> None:
    with connection.schema_editor() as editor:
        editor.create_model(Line)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {Line._meta.db_table} (title, written_on) "  # noqa: S608
            f"SELECT 'Line number ' || n, date '2026-01-01' - n FROM generate_series(1, {ROWS}) n"
        )
        cursor.execute(f"ANALYZE {Line._meta.db_table}")


if __name__ == "__main__":
    fill()
