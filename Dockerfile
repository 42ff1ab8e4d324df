# Vigie in a container: docs/operations/docker.md. Built with WHATSAPP=on it holds Debian's Chromium, else no browser.
#
# Pinned by name here. To pin every byte, give what `docker buildx imagetools inspect IMAGE` says:
#   docker build --build-arg DEBIAN_IMAGE=debian:bookworm-slim@sha256:... --build-arg NODE_IMAGE=node:...@sha256:... .
ARG NODE_IMAGE=node:24.21.0-bookworm-slim
ARG DEBIAN_IMAGE=debian:bookworm-slim
ARG WHATSAPP=off

# npm is needed here alone. The Node that runs Vigie is the one of the lock file, with its hash, as in every test.
FROM ${NODE_IMAGE} AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts
# what compiles, maps or documents, what only browsers load, what unpacks a downloaded browser: nothing that runs
RUN rm -r node_modules/node-linux-*/include node_modules/node-linux-*/share node_modules/typescript \
  node_modules/tesseract.js-core/*.wasm.js node_modules/fluent-ffmpeg/coverage node_modules/extract-zip \
  && find node_modules -type f \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' \) -delete

FROM ${DEBIAN_IMAGE} AS system-whatsapp-off
RUN groupadd --gid 10001 vigie \
  && useradd --uid 10001 --gid vigie --no-create-home --home-dir /tmp --shell /usr/sbin/nologin vigie \
  && install -d -o vigie -g vigie -m 0700 /var/lib/vigie /var/backups/vigie \
  && install -d -o vigie -g vigie -m 0755 /var/cache/vigie

# Nobody looks at the page: one family of fonts is enough, without any Chromium does not draw.
FROM system-whatsapp-off AS system-whatsapp-on
RUN apt-get update \
  && apt-get install --yes --no-install-recommends chromium fonts-dejavu-core \
  && rm -rf /var/lib/apt/lists/*
# Docker's own rules keep Chromium from making its sandbox; the container is the wall (SECURITY.md)
ENV CHROMIUM_ARGS='["--no-sandbox"]'

FROM system-whatsapp-${WHATSAPP} AS vigie
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY package.json LICENSE ./
COPY data data
COPY locales locales
COPY deploy/backup.sh deploy/compile.js deploy/healthcheck.js deploy/
COPY src src
# HOME: what Chromium and fontconfig write goes with the container
ENV PATH=/app/node_modules/.bin:$PATH \
  HOME=/tmp \
  HOST=0.0.0.0 \
  PORT=8080 \
  STATE_DIR=/var/lib/vigie \
  NODE_COMPILE_CACHE=/var/cache/vigie
USER 10001:10001
# compiled once, as the user who runs it: the root file system may be read-only, and every start is a quick one
RUN node --max-semi-space-size=2 --v8-pool-size=2 --no-concurrent-recompilation deploy/compile.js \
  && node --max-semi-space-size=2 --v8-pool-size=2 --no-concurrent-recompilation src/start.js < /dev/null

EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 \
  CMD ["node", "deploy/healthcheck.js"]
CMD ["node", "--max-semi-space-size=2", "--v8-pool-size=2", "--no-concurrent-recompilation", "src/start.js"]
