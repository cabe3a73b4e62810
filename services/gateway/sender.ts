import type { OutgoingRecord, RecordWriter } from '@bellwether/kafka';

/** `busy`: nothing was tried. `unknown`: the brokers did not confirm; the records may or may not be there. */
export type Sent = 'sent' | 'busy' | 'unknown';

export interface Sender {
  /** Says `sent` only once the brokers have every record. */
  send(records: readonly OutgoingRecord[]): Promise<Sent>;
}

export interface SenderEvents {
  /** How each write ended, late ones included, and that one has not ended in time. */
  heard(isGood: boolean): void;
  failed(error: unknown): void;
}

export interface SenderLimits {
  /** Records that may wait for the brokers at once; those given up on count until the writer is done with them. */
  readonly maxInFlight: number;
  readonly timeoutMs: number;
}

/** A bounded way to the brokers: when they are slow or gone, callers hear so at once instead of piling up. */
export function createSender(
  writer: Pick<RecordWriter, 'write'>,
  { maxInFlight, timeoutMs }: SenderLimits,
  events: SenderEvents,
): Sender {
  let inFlight = 0;

  const write = async (records: readonly OutgoingRecord[]): Promise<Sent> => {
    inFlight += records.length;
    try {
      await writer.write(records);
      events.heard(true);
      return 'sent';
    } catch (error) {
      events.heard(false);
      events.failed(error);
      return 'unknown';
    } finally {
      inFlight -= records.length;
    }
  };
  const timeout = (): { promise: Promise<Sent>; clear(): void } => {
    const { promise, resolve } = Promise.withResolvers<Sent>();
    const timer = setTimeout(() => {
      events.heard(false);
      resolve('unknown');
    }, timeoutMs);
    return { promise, clear: () => clearTimeout(timer) };
  };
  return {
    async send(records) {
      if (records.length === 0) return 'sent';
      if (inFlight > 0 && inFlight + records.length > maxInFlight) return 'busy';
      const { promise, clear } = timeout();
      return Promise.race([write(records), promise]).finally(clear);
    },
  };
}
