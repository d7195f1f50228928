/** The operators' door, on an address of its own that the public does not reach: health, readiness, metrics. */
import { type FastifyBaseLogger, type FastifyInstance, fastify, LogController } from 'fastify';
import type { Metrics } from '../metrics.ts';
import type { RecoveryStore } from '../store/store.ts';

export function operationsServer(parts: {
  readonly store: RecoveryStore;
  readonly metrics: Metrics;
  readonly log: FastifyBaseLogger;
  /** False as soon as the service is asked to stop, so that a balancer sends no more. */
  readonly serving: () => boolean;
}): FastifyInstance {
  const app: FastifyInstance = fastify({
    loggerInstance: parts.log,
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: true,
  });
  app.get('/healthz', async () => ({ ok: true }));
  app.get('/readyz', async (_request, reply) => {
    const store = await parts.store.nextDueAt().then(
      () => true,
      () => false,
    );
    const ready = store && parts.serving();
    return reply.code(ready ? 200 : 503).send({ ready, store });
  });
  app.get('/metrics', async (_request, reply) =>
    reply.type(parts.metrics.contentType).send(await parts.metrics.text()),
  );
  return app;
}
