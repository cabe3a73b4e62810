import type { Logger } from 'pino';
import { createLogger, LOG_LEVELS, type LogLevel } from './logger.ts';

/** What a started service hands back. */
export interface RunningService {
  /** The port of its health or HTTP server, printed in the ready line. */
  readonly port?: number;
  /** The last step registered, hence the first to run. */
  stop?(): Promise<void>;
  /** Rejects when the service can no longer do its work; the process then exits 1. */
  readonly failed?: Promise<never> | Promise<void>;
}

export interface ServiceContext {
  readonly log: Logger;
  /** Registers a step of the shutdown. Steps run in reverse order of registration, each after the one before. */
  onStop(name: string, step: () => Promise<void> | void): void;
}

/** How long a drain may take before the process exits 1 anyway. */
export const SHUTDOWN_LIMIT_MS = 20_000;

/**
 * Runs one service as one process. Prints a JSON line `{"name", "ready": true, "port"}` once `start` resolves.
 * SIGTERM and SIGINT drain and exit 0; a second signal, or the time limit, exits 1, and so do a failed start,
 * unhandled errors and `failed`.
 */
export function runService(name: string, start: (context: ServiceContext) => Promise<RunningService>): void {
  const log = createLogger(name, levelFrom(process.env.LOG_LEVEL));
  const steps: { name: string; step: () => Promise<void> | void }[] = [];
  let stopping = false;

  const drain = async (): Promise<void> => {
    for (const { name: stepName, step } of steps.splice(0).reverse()) {
      log.debug({ step: stepName }, 'stopping');
      await step();
    }
  };
  const shutDown = (exitCode: number): void => {
    if (stopping) process.exit(1);
    stopping = true;
    const limit = setTimeout(() => {
      log.error({ limitMs: SHUTDOWN_LIMIT_MS }, 'shutdown took too long');
      process.exit(1);
    }, SHUTDOWN_LIMIT_MS);
    limit.unref();
    drain().then(
      () => process.exit(exitCode),
      (error: unknown) => {
        log.error({ err: error }, 'shutdown failed');
        process.exit(1);
      },
    );
  };
  const fail = (what: string) => (error: unknown) => {
    log.fatal({ err: error }, what);
    shutDown(1);
  };
  const onSignal = (signal: string): void => {
    log.info({ signal }, 'draining');
    shutDown(0);
  };

  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  process.on('uncaughtException', fail('uncaught exception'));
  process.on('unhandledRejection', fail('unhandled rejection'));

  start({ log, onStop: (stepName, step) => void steps.push({ name: stepName, step }) }).then((running) => {
    if (running.stop !== undefined) steps.push({ name, step: () => running.stop?.() });
    running.failed?.catch(fail('the service failed'));
    // Whoever started it waits for this line, whatever else is to be logged.
    if (!stopping) log.child({}, { level: 'info' }).info({ ready: true, port: running.port }, 'ready');
  }, fail('could not start'));
}

function levelFrom(text: string | undefined): LogLevel {
  return LOG_LEVELS.find((level) => level === text) ?? 'info';
}
