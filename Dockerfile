# Build: the wheel, and an environment with the locked packages. Every download is checked by hash. This image, which
# has `strip`, is larger; nothing of it but /app gets into the other.
FROM python:3.11 AS build
WORKDIR /src
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore

COPY requirements-build.lock requirements-run.lock ./
RUN python -m venv /tools && /tools/bin/pip install --require-hashes -r requirements-build.lock
RUN python -m venv --without-pip /app \
    && /tools/bin/pip --python /app/bin/python install --no-compile --require-hashes -r requirements-run.lock

COPY pyproject.toml README.md LICENSE config.example.yaml ./
COPY bot bot
COPY prompts prompts
RUN /tools/bin/python -m hatchling build -t wheel \
    && /tools/bin/pip --python /app/bin/python install --no-compile --no-deps --no-index dist/*.whl

# Without what never runs: packages' own tests, sources, types and symbols for debuggers, and the languages and variants
# of countries for which the settings have no code. What auditwheel has put into *.libs stays as it is.
# docs/deploying.md tells what weighs.
RUN cd /app/lib/python3.11/site-packages \
    && find . -depth -type d -name tests -exec rm -r {} + \
    && find . -type f \( -name '*.c' -o -name '*.pxd' -o -name '*.pyi' -o -name '*.pyx' \) -delete \
    && find . -name '*.so' ! -path './*.libs/*' -exec strip --strip-debug {} + \
    && find babel/locale-data -type f ! -name '[a-z][a-z].dat' ! -name root.dat -delete \
    && /app/bin/python -m compileall -q -j 0 .

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
