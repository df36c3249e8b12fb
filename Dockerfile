# Build: the wheel, and an environment with the locked packages. Every download is checked by hash.
FROM python:3.11-slim AS build
WORKDIR /src
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore

COPY requirements.lock requirements-run.lock ./
RUN python -m venv /tools && /tools/bin/pip install --require-hashes -r requirements.lock
RUN python -m venv /app && /app/bin/pip install --require-hashes -r requirements-run.lock

COPY pyproject.toml README.md LICENSE config.example.yaml ./
COPY bot bot
COPY prompts prompts
RUN /tools/bin/python -m hatchling build -t wheel \
    && /app/bin/pip install --no-deps --no-index dist/*.whl

# Run: Python, the environment, and a user who may write to /data alone.
FROM python:3.11-slim
RUN useradd --system --uid 10001 --no-create-home eftertanke \
    && install --directory --owner eftertanke --mode 700 /data
COPY --from=build /app /app

ENV PATH=/app/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    MPLCONFIGDIR=/tmp/matplotlib \
    EFTERTANKE_LOG_FORMAT=json \
    EFTERTANKE_WEBHOOK__LISTEN_HOST=0.0.0.0 \
    EFTERTANKE_HEALTH__LISTEN_HOST=0.0.0.0 \
    EFTERTANKE_HEALTH__LISTEN_PORT=8080

# The settings (config.yaml) and the database lie here. Give the token as a file or a variable.
VOLUME /data
WORKDIR /data
USER eftertanke
EXPOSE 8080 8443

HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen('http://127.0.0.1:' + os.environ['EFTERTANKE_HEALTH__LISTEN_PORT'] + '/healthz', timeout=4)"]

ENTRYPOINT ["eftertanke"]
CMD ["run"]
