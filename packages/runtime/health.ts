import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { collectDefaultMetrics, type Registry } from 'prom-client';

export interface HealthOptions {
  /** 0 for any free port. */
  readonly port: number;
  /** Loopback unless told otherwise. */
  readonly host?: string;
  ready(): boolean | Promise<boolean>;
  readonly metrics: Registry;
}

export interface HealthServer {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * GET /health/live (200 while the process answers), /health/ready (200 or 503) and /metrics (Prometheus text), where the
 * process' own memory, CPU, garbage collection and event loop stand beside `metrics`.
 */
export async function serveHealth({
  port,
  host = '127.0.0.1',
  ready,
  metrics,
}: HealthOptions): Promise<HealthServer> {
  const server = createServer((request, response) => {
    const answer = (status: number, body: string, type = 'application/json'): void => {
      response.writeHead(status, { 'content-type': type }).end(body);
    };
    if (request.method !== 'GET') return answer(405, '{"error":"method not allowed"}');
    switch (request.url) {
      case '/health/live':
        return answer(200, '{"live":true}');
      case '/health/ready':
        void readyNow(ready).then((isReady) =>
          answer(isReady ? 200 : 503, JSON.stringify({ ready: isReady })),
        );
        return;
      case '/metrics':
        metrics.metrics().then(
          (text) => answer(200, text, metrics.contentType),
          (error: unknown) => answer(500, JSON.stringify({ error: String(error) })),
        );
        return;
      default:
        return answer(404, '{"error":"not found"}');
    }
  });
  await listen(server, port, host);
  collectDefaultMetrics({ register: metrics });
  return { port: (server.address() as AddressInfo).port, close: () => close(server) };
}

/** What cannot say that it is ready is not. */
async function readyNow(ready: HealthOptions['ready']): Promise<boolean> {
  try {
    return await ready();
  } catch {
    return false;
  }
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
