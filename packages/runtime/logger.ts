import { type Logger, pino } from 'pino';

export type { Logger } from 'pino';

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/**
 * One JSON line an entry, on standard output, written synchronously so that the last line before a crash is
 * not lost. `name` says which service speaks.
 */
export function createLogger(name: string, level: LogLevel = 'info'): Logger {
  return pino(
    { name, level, base: { name }, formatters: { level: (label) => ({ level: label }) } },
    pino.destination({ fd: 1, sync: true }),
  );
}
