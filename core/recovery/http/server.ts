/** The public door: the scan API, the phone page, `security.txt`. */
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import fastifyStatic from '@fastify/static';
import { type FastifyBaseLogger, type FastifyInstance, fastify, LogController } from 'fastify';
import * as v from 'valibot';
import type { ScanResult } from '../intake.ts';
import type { ScanOrigin } from '../mail-secret.ts';
import { networkOf } from '../network.ts';
import { RecoveryStoreError } from '../store/errors.ts';
import type { RecoveryStore } from '../store/store.ts';
import { openapi } from './openapi.ts';
import { sendError, sendRefusal } from './refusals.ts';

export interface HttpParts {
  readonly scan: (payload: string, origin: ScanOrigin) => Promise<ScanResult>;
  readonly store: RecoveryStore;
  readonly now: () => number;
  readonly log: FastifyBaseLogger;
  readonly trustedProxies: readonly string[];
  readonly tls: { readonly cert: string; readonly key: string } | null;
  readonly securityContact: string;
  /** Folder of the built phone page; null serves none. */
  readonly phonePage: string | null;
}

/** Every try costs an opening, so tries are limited too, before anything is judged; mails have their own limits. */
const TRIES_A_MINUTE = 120;
/** The largest payload is 423 characters; JSON may write each as \u0000. */
const BODY_LIMIT = 8192;
const SECURITY_TXT_DAYS = 180;

const ScanBody = v.strictObject({ payload: v.pipe(v.string(), v.nonEmpty(), v.maxLength(2000)) });
const Receipt = v.object({ receipt: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)) });

export async function httpServer(parts: HttpParts): Promise<FastifyInstance> {
  const { store, now, log } = parts;
  const app: FastifyInstance = fastify({
    loggerInstance: log,
    // Paths hold receipts and peers are people: what is worth a line is logged where it is decided.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: parts.trustedProxies.length > 0 ? [...parts.trustedProxies] : false,
    bodyLimit: BODY_LIMIT,
    requestTimeout: 15_000,
    connectionTimeout: 30_000,
    keepAliveTimeout: 10_000,
    forceCloseConnections: 'idle',
    ...(parts.tls === null ? {} : { https: parts.tls }),
  });
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        // zxing-wasm compiles WebAssembly in its worker.
        scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
        workerSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'blob:'],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    },
    hsts: parts.tls === null ? false : { maxAge: 31_536_000 },
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  });
  await app.register(rateLimit, {
    global: false,
    keyGenerator: (request) => networkOf(request.ip),
    errorResponseBuilder: (_request, { ttl }) => new TooManyTries(now() + ttl),
  });
  app.addHook('onSend', async (_request, reply) => {
    reply.header('permissions-policy', 'camera=(self), geolocation=(), microphone=()');
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
  const limited = { config: { rateLimit: { max: TRIES_A_MINUTE, timeWindow: 60_000 } } };

  app.post('/v1/scans', limited, async (request, reply) => {
    const body = v.safeParse(ScanBody, request.body);
    if (!body.success) return sendError(reply, 'badRequest');
    const at = now();
    const result = await parts.scan(body.output.payload, { door: 'phone', network: networkOf(request.ip) });
    if ('refused' in result) return sendRefusal(reply, result.refused, at);
    const { receipt, maskedAddress, purpose, state, sentAt, validUntil } = result.accepted;
    return reply.code(202).send({
      receipt,
      maskedAddress,
      purpose,
      state,
      acceptedAt: iso(at),
      sentAt: sentAt === null ? null : iso(sentAt),
      validUntil: iso(validUntil),
    });
  });

  app.get('/v1/scans/:receipt', limited, async (request, reply) => {
    const params = v.safeParse(Receipt, request.params);
    const mail = params.success ? await store.mail(params.output.receipt) : null;
    if (mail === null) return sendError(reply, 'notFound');
    return { state: mail.state, sentAt: mail.finishedAt === null ? null : iso(mail.finishedAt) };
  });

  app.get('/v1/openapi.json', async () => openapi);
  app.get('/.well-known/security.txt', async (_request, reply) => {
    const expires = iso(now() + SECURITY_TXT_DAYS * 86_400_000);
    return reply.type('text/plain; charset=utf-8').send(`Contact: ${parts.securityContact}\nExpires: ${expires}\n`);
  });
  if (parts.phonePage !== null) {
    await app.register(fastifyStatic, {
      root: parts.phonePage,
      cacheControl: false,
      setHeaders: (reply, path) => {
        // Names under /assets/ carry the hash of what is in them.
        const immutable = /[/\\]assets[/\\]/.test(path);
        reply.setHeader('cache-control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  }

  app.setNotFoundHandler((_request, reply) => sendError(reply, 'notFound'));
  app.setErrorHandler((error, _request, reply) => {
    if (error instanceof TooManyTries) {
      return sendError(reply, 'tooOften', { limit: 'network', retryAt: error.retryAt, now: now() });
    }
    const status = v.parse(v.fallback(v.object({ statusCode: v.number() }), { statusCode: 500 }), error).statusCode;
    if (status === 413) return sendError(reply, 'tooLarge');
    if (status >= 400 && status < 500) return sendError(reply, 'badRequest');
    log.error({ reason: error instanceof RecoveryStoreError ? error.message : error }, 'request failed');
    return sendError(reply, 'unavailable');
  });
  return app;
}

class TooManyTries extends Error {
  override readonly name = 'TooManyTries';
  readonly statusCode = 429;
  readonly retryAt: number;

  constructor(retryAt: number) {
    super('too many tries');
    this.retryAt = retryAt;
  }
}

const iso = (time: number): string => new Date(time).toISOString();
