# The portal as one image: the same for web, worker and scheduler (docker-compose.yml).
FROM python:3.13-slim-bookworm AS build
COPY --from=ghcr.io/astral-sh/uv:0.13 /uv /usr/local/bin/uv
ENV UV_LINK_MODE=copy UV_PYTHON_DOWNLOADS=never
RUN apt-get update && apt-get install -y --no-install-recommends gettext && rm -rf /var/lib/apt/lists/*
WORKDIR /portal
COPY pyproject.toml uv.lock ./
RUN uv sync --locked --no-default-groups --compile-bytecode
COPY . .
RUN for po in portal/locale*/*/LC_MESSAGES/*.po; do msgfmt -o "${po%.po}.mo" "$po"; done
# Nobody may write here later: without this every worker would compile the portal anew.
RUN .venv/bin/python -m compileall -q portal communities participation grants actionplans
RUN SECRET_KEY=build SITE_URL=http://build ALLOWED_HOSTS=build DATABASE_URL=postgres://build REDIS_URL=redis://build \
    EMAIL_HOST=build EMAIL_FROM=build@build.example STATIC_ROOT=/portal/static-collected \
    .venv/bin/python manage.py collectstatic --noinput

FROM python:3.13-slim-bookworm
# Pango prints the documents; the client of the database's own version makes the backups.
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig postgresql-common ca-certificates \
    && /usr/share/postgresql-common/pgdg/apt.postgresql.org.sh -y \
    && apt-get install -y --no-install-recommends postgresql-client-18 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --home-dir /portal portal \
    && install -d -o portal /files
COPY --from=build --chown=root:root /portal /portal
WORKDIR /portal
ENV PATH=/portal/.venv/bin:$PATH PYTHONUNBUFFERED=1 MALLOC_ARENA_MAX=2 \
    DJANGO_SETTINGS_MODULE=portal.settings STATIC_ROOT=/portal/static-collected PRIVATE_FILES_DIR=/files WEB_BIND=0.0.0.0:8000
USER portal
EXPOSE 8000
HEALTHCHECK --interval=20s --timeout=10s --start-period=30s CMD ["deploy/healthy", "web"]
CMD ["gunicorn", "portal.wsgi", "--config", "deploy/gunicorn.conf.py"]
