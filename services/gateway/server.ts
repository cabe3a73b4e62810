import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { type ApiKeys, TENANT_ROUTE } from './api-keys.ts';
import type { Format } from './formats/format.ts';
import { type Ingested, type IngestParts, ingest } from './ingest.ts';
import { openApi } from './openapi.ts';

export interface GatewayParts extends IngestParts {
  readonly apiKeys: ApiKeys;
  readonly formats: readonly Format[];
  /** Whether the brokers answer. */
  readonly reachable: () => Promise<boolean>;
  readonly limits: { readonly maxBodyBytes: number; readonly requestsPerSecond: number };
}

/** A request may hold this many signals; more are 413, like too many bytes. */
export const MAX_ITEMS = 10_000;
const RETRY_AFTER_BUSY_S = 1;
const RETRY_AFTER_UNKNOWN_S = 5;

declare module 'fastify' {
  interface FastifyRequest {
    tenantId: string;
  }
}

/** The HTTP face of the pipeline; see openapi.ts for what it promises. */
export async function createServer(parts: GatewayParts): Promise<FastifyInstance> {
  const { counters, reachable, limits, formats, apiKeys } = parts;
  const app = fastify({ bodyLimit: limits.maxBodyBytes, forceCloseConnections: 'idle' });
  app.decorateRequest('tenantId', '');
  app.setErrorHandler((error: { statusCode?: number; message: string }, _request, reply) => {
    const status = error.statusCode ?? 500;
    counters.refusedRequests.inc({ status });
    return refuse(reply, status, messageOf(status, error));
  });
  app.setNotFoundHandler((_request, reply) => refuse(reply, 404, 'no such route; see /openapi.json'));

  const document = openApi();
  app.get('/openapi.json', () => document);
  app.get('/health/live', () => ({ live: true }));
  for (const route of ['/health', '/health/ready']) {
    app.get(route, async (_request, reply) => {
      const ready = await reachable();
      return reply.code(ready ? 200 : 503).send({ ready });
    });
  }
  await app.register(rateLimit, { global: false });
  const perKey = {
    max: limits.requestsPerSecond,
    timeWindow: 1_000,
    keyGenerator: ({ tenantId, headers }: FastifyRequest) => `${tenantId}/${keyIn(headers)}`,
  };
  // The key is checked first: requests without a good one cost nobody their share.
  const guards = { onRequest: [authenticate(apiKeys)], config: { rateLimit: perKey } };
  app.get(TENANT_ROUTE, guards, ({ tenantId }) => ({ tenantId }));
  for (const format of formats)
    app.post(format.route, guards, (request, reply) => answer(parts, format, request, reply));
  return app;
}

function authenticate(apiKeys: ApiKeys) {
  return async (request: FastifyRequest): Promise<void> => {
    const key = keyIn(request.headers);
    const tenantId = key === null ? null : await apiKeys.tenantOf(key);
    if (tenantId === null) {
      const message =
        key === null ? 'send an API key as `Authorization: Bearer` or `X-Api-Key`' : 'unknown API key';
      throw Object.assign(new Error(message), { statusCode: 401 });
    }
    request.tenantId = tenantId;
  };
}

function keyIn(headers: FastifyRequest['headers']): string | null {
  const bearer = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  const header = headers['x-api-key'];
  return bearer ?? (typeof header === 'string' ? header : null);
}

async function answer(parts: GatewayParts, format: Format, request: FastifyRequest, reply: FastifyReply) {
  const read = format.read(request.body);
  if (read.kind === 'malformed') throw Object.assign(new Error(read.reason), { statusCode: 400 });
  if (read.items.length > MAX_ITEMS) {
    throw Object.assign(new Error(`more than ${MAX_ITEMS} items in one request`), { statusCode: 413 });
  }
  return respond(reply, await ingest(parts, request.tenantId, format, read.items));
}

function respond(reply: FastifyReply, ingested: Ingested): FastifyReply {
  if (ingested.kind === 'unavailable') {
    const isBusy = ingested.sent === 'busy';
    const message = isBusy ? 'too many signals are waiting for Kafka' : 'Kafka did not confirm the signals';
    reply.header('retry-after', isBusy ? RETRY_AFTER_BUSY_S : RETRY_AFTER_UNKNOWN_S);
    return refuse(
      reply,
      503,
      `${message}; send them again, with the same content and ids, an override with the same createdAt`,
    );
  }
  const { outcomes } = ingested;
  const accepted = outcomes.filter(({ status }) => status === 'accepted').length;
  const rejected = outcomes.length - accepted;
  const status = rejected === 0 ? 202 : accepted === 0 ? 400 : 207;
  return reply.code(status).send({ accepted, rejected, results: outcomes });
}

function messageOf(status: number, error: { message: string }): string {
  if (status === 415) return 'send `Content-Type: application/json`';
  return status < 500 ? error.message : 'the gateway failed; nothing was accepted';
}

function refuse(reply: FastifyReply, status: number, message: string): FastifyReply {
  return reply.code(status).send({ error: message });
}
