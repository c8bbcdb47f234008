# Build: everything that `npm ci` needs, then only what runs.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY . .
RUN npm ci && npm prune --omit=dev

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080 DATABASE_FILE=/data/vfcds.sqlite EHRS_FILE=/config/ehrs.yaml
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/bin ./bin
COPY --from=build /app/dist ./dist
COPY --from=build /app/cards ./cards
COPY --from=build /app/fixtures ./fixtures
RUN mkdir /data && chown node:node /data
USER node
# Run with a read-only file system: `docker run --read-only --tmpfs /tmp -v vfcds-data:/data -v ./ehrs.yaml:/config/ehrs.yaml:ro ...`
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 8080) + '/livez').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "bin/vfcds.js", "serve"]
