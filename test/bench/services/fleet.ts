import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type OnLine,
  type ServiceName,
  type ServiceProcess,
  startService,
} from '../../support/service-process.ts';
import type { BenchStack } from '../stack.ts';
import { listenForTrouble } from './trouble.ts';

export interface StartOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly onLine?: OnLine;
}

/** The service processes of a measurement, so that none outlives it. */
export interface ServiceFleet {
  /** Resolves when it is ready. */
  start(name: ServiceName, options?: StartOptions): Promise<ServiceProcess>;
  /** Of the tenant whose signals the gateway takes; there is one once a gateway has been started. */
  readonly apiKeyPath: string;
  /** Stops those that still run. */
  close(): Promise<void>;
}

export function createFleet(stack: BenchStack, gatewayTenant: string): ServiceFleet {
  const dir = mkdtempSync(join(tmpdir(), 'bellwether-bench-'));
  const starting: Promise<ServiceProcess>[] = [];
  return {
    start: (name, { env = {}, onLine } = {}) => {
      const onTrouble = listenForTrouble(name, stack.say);
      const gateway = {
        GATEWAY_PORT: '0',
        API_KEYS_FILE: join(dir, 'api-keys.json'),
        API_KEYS_CREATE: gatewayTenant,
      };
      const own = name === 'gateway' ? gateway : {};
      const service = startService(name, { ...stack.env, ...own, ...env }, (line) => {
        onTrouble(line);
        onLine?.(line);
      });
      starting.push(service);
      return service;
    },
    apiKeyPath: join(dir, `api-key-${gatewayTenant}`),
    close: async () => {
      const started = (await Promise.allSettled(starting)).flatMap((s) =>
        s.status === 'fulfilled' ? s.value : [],
      );
      await Promise.all(started.filter(({ running }) => running).map((service) => service.stop()));
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
