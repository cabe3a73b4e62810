import { describe, expect, it, onTestFinished } from 'vitest';
import { serveHealth } from './health.ts';
import { Counter, createMetrics } from './metrics.ts';

describe('serveHealth', () => {
  it('answers live, ready and metrics on loopback', async () => {
    const metrics = createMetrics('test');
    new Counter({ name: 'things_total', help: 'things', registers: [metrics] }).inc(3);
    let ready = false;
    const server = await serveHealth({ port: 0, ready: () => ready, metrics });
    onTestFinished(() => server.close());
    const get = (path: string) => fetch(`http://127.0.0.1:${server.port}${path}`);

    expect((await get('/health/live')).status).toBe(200);
    expect((await get('/health/ready')).status).toBe(503);
    ready = true;
    expect(await (await get('/health/ready')).json()).toEqual({ ready: true });
    const text = await (await get('/metrics')).text();
    expect(text).toContain('things_total{service="test"} 3');
    expect(text).toMatch(/^process_resident_memory_bytes\{service="test"\} \d+/m);
    expect((await get('/elsewhere')).status).toBe(404);
  });
});
