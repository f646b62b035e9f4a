# syntax=docker/dockerfile:1

# The dependencies, exactly as locked, without those of tests and demo.
FROM python:3.13-slim-bookworm AS build
COPY --from=ghcr.io/astral-sh/uv:0.13 /uv /usr/local/bin/uv
ENV UV_LINK_MODE=copy UV_COMPILE_BYTECODE=1 UV_PYTHON_DOWNLOADS=never
WORKDIR /srv/tvcase
COPY pyproject.toml uv.lock .python-version ./
RUN uv sync --locked --no-default-groups --no-cache
COPY manage.py ./
COPY locale locale
COPY static/dist static/dist
COPY templates templates
COPY tvcase tvcase
COPY cases cases
COPY shelters shelters
COPY legal legal
# The values are for this one command: it needs settings, not servers.
RUN SECRET_KEY=build SITE_URL=https://build.invalid REDIS_URL=redis://build.invalid \
    DATABASE_URL=postgres://app:build@build.invalid/build STATIC_ROOT=/srv/tvcase/staticfiles KEY_FILE=/dev/null \
    .venv/bin/python manage.py collectstatic --no-input

# The program, run by a user who owns none of its files.
FROM python:3.13-slim-bookworm
# What letters are drawn with: no wheel brings it.
RUN apt-get update && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin tvcase
COPY --from=build /srv/tvcase /srv/tvcase
WORKDIR /srv/tvcase
ENV PATH=/srv/tvcase/.venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=tvcase.settings
USER 10001:10001
EXPOSE 8000
CMD ["gunicorn", "tvcase.wsgi", "--bind", "0.0.0.0:8000", "--workers", "3", "--threads", "4", \
     "--worker-tmp-dir", "/dev/shm", "--no-control-socket", "--forwarded-allow-ips", "*"]
