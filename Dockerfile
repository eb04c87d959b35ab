# Qogam in a container: docker compose up. The image holds the code and its packages, no settings and no data.
FROM python:3.11-slim-bookworm AS packages

WORKDIR /packages
COPY requirements/runtime.txt .
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes --requirement runtime.txt

FROM python:3.11-slim-bookworm

RUN useradd --uid 10001 --create-home --shell /usr/sbin/nologin qogam \
    && install --directory --owner=qogam --group=qogam /srv/qogam/var
WORKDIR /srv/qogam
COPY --from=packages /venv /venv
COPY bot bot
COPY digests digests
COPY handlers handlers
COPY templates templates
COPY newsroom.toml metrics.toml ./

ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    LOG_FORMAT=json \
    WEB_PORT=8481 \
    WEB_HOST=0.0.0.0
USER 10001
VOLUME /srv/qogam/var
EXPOSE 8481
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8481/readyz', timeout=4)"]
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
