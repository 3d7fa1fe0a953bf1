# The service, its workers and its converter, in one image: the project's own scripts do the work, as on any machine.
# Not a smaller base: LibreOffice, its fonts and its Python bridge are what it weighs.
FROM debian:bookworm-slim

ENV LANG=C.UTF-8 \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1

# First what changes least. The client of PostgreSQL is for `dossier backup`; it must not be older than the server.
COPY scripts/system-packages /srv/dossier/scripts/
RUN /srv/dossier/scripts/system-packages \
    && apt-get install -y -q --no-install-recommends postgresql-client \
    && rm -rf /var/lib/apt/lists/*

# The code is root's and nobody writes to it; what lives is under /var/lib/dossier, which is the service's own.
RUN groupadd --system --gid 10001 dossier \
    && useradd --system --uid 10001 --gid dossier --home-dir /var/lib/dossier --shell /usr/sbin/nologin dossier \
    && install -d -o dossier -g dossier -m 0700 /var/lib/dossier /var/lib/dossier/store

WORKDIR /srv/dossier
COPY . .
# Every package against its hash in requirements.lock. A mirror is told to pip by a secret, never kept in the image:
# docker build --secret id=pip,src=pip.conf .
RUN --mount=type=secret,id=pip,target=/etc/pip.conf,required=false \
    PIP_NO_CACHE_DIR=1 UV_NO_CACHE=1 scripts/python-environment

USER dossier
ENV DOSSIER_HOME=/var/lib/dossier \
    HOME=/tmp
VOLUME /var/lib/dossier/store
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=40s \
    CMD ["/srv/dossier/.venv/bin/python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
ENTRYPOINT ["/srv/dossier/.venv/bin/dossier"]
CMD ["serve", "--host", "0.0.0.0"]
