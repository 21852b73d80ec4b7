# The portal as one image: the same for web, worker and scheduler (docker-compose.yml).
FROM python:3.13-slim-bookworm AS build
COPY --from=ghcr.io/astral-sh/uv:0.13 /uv /usr/local/bin/uv
RUN apt-get update && apt-get install -y --no-install-recommends gettext && rm -rf /var/lib/apt/lists/*
WORKDIR /portal
COPY pyproject.toml uv.lock ./
RUN uv sync --locked --no-default-groups --compile-bytecode
COPY . .
RUN for po in portal/locale*/*/LC_MESSAGES/*.po; do msgfmt -o "${po%.po}.mo" "$po"; done
RUN SECRET_KEY=build SITE_URL=http://build ALLOWED_HOSTS=build DATABASE_URL=postgres://build REDIS_URL=redis://build \
    EMAIL_HOST=build EMAIL_FROM=build@build.example STATIC_ROOT=/portal/static-collected \
    .venv/bin/python manage.py collectstatic --noinput

FROM python:3.13-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --home /portal portal \
    && install -d -o portal /files
COPY --from=build --chown=root:root /portal /portal
WORKDIR /portal
ENV PATH=/portal/.venv/bin:$PATH PYTHONUNBUFFERED=1 DJANGO_SETTINGS_MODULE=portal.settings \
    STATIC_ROOT=/portal/static-collected PRIVATE_FILES_DIR=/files
USER portal
EXPOSE 8000
CMD ["gunicorn", "portal.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "4", "--worker-tmp-dir", "/dev/shm", "--max-requests", "5000", "--max-requests-jitter", "500"]
