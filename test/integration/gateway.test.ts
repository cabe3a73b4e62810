import { memoryCodec, topics } from '@bellwether/contracts';
import { connectKafka, type LogRecord } from '@bellwether/kafka';
import { createLogger, systemClock } from '@bellwether/runtime';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { createCounters } from '../../services/gateway/counters.ts';
import { nativeFormat } from '../../services/gateway/formats/native.ts';
import { createSender } from '../../services/gateway/sender.ts';
import { createServer } from '../../services/gateway/server.ts';

const { brokers } = inject('stack').kafka;
const ACCOUNTS = 40;
const UNHEARD = { heard: () => {}, failed: () => {} };

describe('the gateway on a real broker', { timeout: 60_000 }, () => {
  it('has every acknowledged signal on Kafka, whatever came beside it', async () => {
    const kafka = await connectKafka({
      brokers,
      clientId: 'gateway-test',
      log: createLogger('test', 'silent'),
    });
    onTestFinished(() => kafka.close());
    await kafka.ensureTopics(topics);
    const writer = await kafka.writer();
    onTestFinished(() => writer.close());
    const codec = await memoryCodec();
    const tenantId = `gateway-${process.pid}-${Date.now()}`;
    const app = await createServer({
      codec,
      sender: createSender(writer, { maxInFlight: 10_000, timeoutMs: 20_000 }, UNHEARD),
      reachable: () => Promise.resolve(true),
      counters: createCounters(),
      clock: systemClock,
      apiKeys: { tenantOf: () => Promise.resolve(tenantId) },
      formats: [nativeFormat],
      limits: { maxBodyBytes: 1_000_000, requestsPerSecond: 10_000 },
    });
    onTestFinished(() => app.close());
    const from = await kafka.endOffsets(['signals.login']);
    const signal = (account: number, kind: string) => ({
      type: 'login',
      accountId: `account-${account}`,
      occurredAt: Date.now(),
      source: 'test',
      kind,
    });
    const answers = await Promise.all(
      Array.from({ length: ACCOUNTS }, (_, account) =>
        app.inject({
          method: 'POST',
          url: '/v1/signals',
          headers: { 'x-api-key': 'any' },
          payload: {
            signals: [signal(account, 'login'), signal(account, 'nonsense'), signal(account, 'session-end')],
          },
        }),
      ),
    );
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([207]));
    const acknowledged = answers.flatMap((answer) =>
      (answer.json().results as { eventId?: string }[]).flatMap(({ eventId }) => eventId ?? []),
    );
    const found: LogRecord[] = [];
    await kafka.read({ topics: ['signals.login'], from, onRecord: (record) => found.push(record) });
    const mine = found.filter(({ key }) => String(key).startsWith(`${tenantId}/`));
    const ids = mine.map(({ topic, value }) => {
      const decoded = codec.decodeEnvelope(topic, value);
      return decoded.kind === 'value' ? decoded.value.eventId : decoded.kind;
    });
    expect(ids.toSorted()).toEqual(acknowledged.toSorted());
    expect(ids).toHaveLength(2 * ACCOUNTS);
  });
});
