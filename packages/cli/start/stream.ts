import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { SignalTopic } from '@bellwether/contracts';
import { DEMO_SOURCE } from '../demo/envelope.ts';
import { type Living, liveStream, type Told } from '../demo/live.ts';
import { catchUp } from '../demo/load-history.ts';
import { seededRandom } from '../demo/random.ts';
import { type DemoRecord, writeDemoRecord } from '../demo/record.ts';
import { messageOf } from '../output/cli-error.ts';
import { type Gateway, type GatewaySignal, postSignals } from '../stack/gateway.ts';

export interface LiveOptions {
  readonly gateway: Gateway;
  readonly record: DemoRecord;
  readonly onStory: (told: Told) => void;
  readonly say: (line: string) => void;
  readonly stopped: AbortSignal;
}

const TICK_MS = 250;
const CATCH_UP_PER_REQUEST = 5_000;
/** Between two notes of how far the history reaches; what a crash leaves out is filled at the next start. */
const NOTE_EVERY_MS = 5_000;

/** Sends what the demo company does, as it does it, through the gateway. Resolves once stopped. */
export async function streamLive(options: LiveOptions): Promise<void> {
  const { stopped, say } = options;
  const living = await fillPause(options);
  const run = new Date().toISOString().slice(0, 19);
  const stream = liveStream(living, seededRandom(run), `live-${run}`);
  let notedAt = 0;
  while (!stopped.aborted) {
    const now = Date.now();
    const { signals, begun } = stream.tick(now);
    for (const told of begun) options.onStory(told);
    const bodies = signals.map(({ topic, accountId, occurredAt, userId, fields }) =>
      withType(topic, {
        eventId: randomUUID(),
        accountId,
        occurredAt,
        source: DEMO_SOURCE,
        ...(userId === undefined ? {} : { userId }),
        ...fields,
      }),
    );
    if (bodies.length > 0) {
      await postSignals(options.gateway, bodies).catch((error: unknown) => {
        if (!stopped.aborted) say(`a few signals did not get through: ${messageOf(error)}`);
      });
    }
    if (now - notedAt > NOTE_EVERY_MS) {
      writeDemoRecord({ ...options.record, filledTo: now });
      notedAt = now;
    }
    await pause(TICK_MS, undefined, { signal: stopped }).catch(() => undefined);
  }
}

/** While nobody streamed the company lived on: what it did arrives late now, as from a source that was cut off. */
async function fillPause({ record, gateway, say }: LiveOptions): Promise<readonly Living[]> {
  const now = Date.now();
  const { living, missed } = catchUp(record, now);
  if (missed.length > 0)
    say(`late signals, from the time since ${new Date(record.filledTo).toISOString()}: ${missed.length}`);
  for (let from = 0; from < missed.length; from += CATCH_UP_PER_REQUEST) {
    const part = missed.slice(from, from + CATCH_UP_PER_REQUEST).map(({ topic, signal }) => {
      const { tenantId: _tenant, receivedAt: _received, ...body } = signal;
      return withType(topic, body);
    });
    await postSignals(gateway, part);
  }
  writeDemoRecord({ ...record, filledTo: now });
  return living;
}

function withType(topic: SignalTopic, body: object): GatewaySignal {
  return { type: topic.replace('signals.', ''), ...body };
}
