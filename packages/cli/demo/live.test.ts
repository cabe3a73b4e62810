import { describe, expect, it } from 'vitest';
import { signalCheck } from '../import/check-signal.ts';
import { liveStream } from './live.ts';
import { seededRandom } from './random.ts';
import { simulate } from './simulate.ts';

const NOW = Date.UTC(2026, 5, 30, 15);
const living = [...simulate({ seed: 'live', start: '2026-01-01', end: NOW, accounts: 60 })];

function watch(seconds: number) {
  const stream = liveStream(living, seededRandom('watch'), 'run');
  const ticks = Array.from({ length: seconds * 4 }, (_, n) => stream.tick(NOW + n * 250));
  return { signals: ticks.flatMap((tick) => tick.signals), begun: ticks.flatMap((tick) => tick.begun) };
}

describe('the live stream', () => {
  const { signals, begun } = watch(120);

  it('is a few signals a second, all of them now and acceptable', () => {
    expect(signals.length).toBeGreaterThan(120 * 2);
    expect(signals.length).toBeLessThan(120 * 10);
    const check = signalCheck({ asOf: NOW, now: NOW });
    for (const [n, { topic, fields, accountId, occurredAt, userId }] of signals.entries()) {
      const envelope = { eventId: `e${n}`, tenantId: 'demo', source: 'demo', receivedAt: occurredAt };
      const user = userId === undefined ? {} : { userId };
      expect(check(topic, { ...envelope, accountId, occurredAt, ...user, ...fields })).toMatchObject({
        kind: 'valid',
      });
    }
  });

  it('tells of fading, worried, deserted and recovering accounts', () => {
    expect(new Set(begun.map(({ story }) => story.kind))).toEqual(
      new Set(['fading', 'worried-csm', 'champion-leaves', 'recovering']),
    );
  });

  it('hears nothing more of the people of an account that fades', () => {
    const faded = begun.find(({ story }) => story.kind === 'fading')!;
    const recovered = begun.find(
      ({ story, account }) => story.kind === 'recovering' && account.id === faded.account.id,
    );
    expect(recovered).toBeDefined();
    const use = signals.filter(
      ({ accountId, topic }) => accountId === faded.account.id && /login|feature-use/.test(topic),
    );
    const firstTicket = signals.find(({ accountId }) => accountId === faded.account.id)!;
    const end = signals.find(
      (signal) => signal.accountId === faded.account.id && signal.fields.change === 'resolved',
    )!;
    expect(
      use.filter(({ occurredAt }) => occurredAt > firstTicket.occurredAt && occurredAt < end.occurredAt),
    ).toEqual([]);
  });
});
