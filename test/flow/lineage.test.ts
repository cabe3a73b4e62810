import { type IndicatorValue, lineageOf, type SignalField, SOURCES } from '@bellwether/domain';
import {
  historiesOf,
  historyOf,
  ORACLES,
  type RandomHistory,
  type Signal,
  TEST_INDICATORS,
} from '@bellwether/testkit';
import fc from 'fast-check';
import { expect, it } from 'vitest';

const ACCOUNTS = Array.from({ length: 120 }, (_, n) => ({ tenantId: 'acme', accountId: `a${n}` }));
const SIGNALS_MAX = 60;
const SEED = 11;
/** Share of the fields that random signals may say nothing of interest in. */
const STILL_MAX = 0.1;

const [histories] = fc.sample(historiesOf(ACCOUNTS, SIGNALS_MAX), { seed: SEED, numRuns: 1 });
const lineages = TEST_INDICATORS.map((indicator) => ({
  id: indicator.id,
  ...lineageOf(indicator, TEST_INDICATORS),
}));
const declared = [
  ...new Set(
    SOURCES.flatMap(({ reads }) =>
      Object.entries(reads).flatMap(([topic, fields]) => fields.map((field) => `${topic} ${field}`)),
    ),
  ),
].map((name) => name.split(' ') as [Signal['topic'], string]);

type Fields = Record<string, unknown>;

/** The same signals, with one field of one topic as other signals of that topic have it. */
function withOthers({ copies, ...history }: RandomHistory, topic: string, field: string): RandomHistory {
  const pool = histories!.flatMap((h) => h.copies.filter((s) => s.topic === topic));
  const mixed = copies.map((signal, n) => {
    if (signal.topic !== topic) return signal;
    const other = pool[(n * 7919 + copies.length) % pool.length] as unknown as Fields;
    return { ...signal, [field]: other[field] } as unknown as Signal;
  });
  return { ...history, copies: mixed };
}

/** Of each indicator by itself: that a churned account stands still says as of when all are asked, not what one reads. */
const valuesOf = ({ copies, asOfs }: RandomHistory): (readonly IndicatorValue[])[] => {
  const plain = historyOf(copies);
  return asOfs.map((asOf) =>
    TEST_INDICATORS.map(({ id }) => ({ indicator: id, ...ORACLES.get(id)!(plain, asOf) })),
  );
};
const before = histories!.map(valuesOf);

/** The indicators whose oracle gives another value once the field says something else. */
function movedBy(topic: string, field: string): Set<string> {
  const moved = new Set<string>();
  for (const [n, history] of histories!.entries()) {
    if (!history.copies.some((signal) => signal.topic === topic)) continue;
    for (const [look, values] of valuesOf(withOthers(history, topic, field)).entries()) {
      for (const { indicator, value, reason } of values) {
        const was = before[n]![look]!.find((v) => v.indicator === indicator);
        if (was?.value !== value || was.reason !== reason) moved.add(indicator);
      }
    }
  }
  return moved;
}

/** What only lists show, though it lies in one column with what values come from. */
const LISTED = ['signals.feature-use.errors', 'signals.milestone.barrier'];
/** Fields that only lists and proposals come from move no value. */
const behindValues = new Set(
  TEST_INDICATORS.flatMap(({ items: _, proposes: _too, ...indicator }) => [
    ...lineageOf(indicator, TEST_INDICATORS).fields,
  ]),
);
const saidOf = (field: string) =>
  lineages.filter(({ fields }) => fields.has(field as SignalField)).map(({ id }) => id);
const movers = new Map<string, Set<string>>();

it.each(declared)('%s.%s moves, by experiment, only indicators whose lineage names it', (topic, field) => {
  const moved = movedBy(topic, field);
  movers.set(`${topic}.${field}`, moved);
  expect([...moved].filter((id) => !saidOf(`${topic}.${field}`).includes(id))).toEqual([]);
});

it('the experiment moves nearly every field that an indicator reads', () => {
  const read = [...movers].filter(
    ([field]) => behindValues.has(field as SignalField) && !LISTED.includes(field),
  );
  expect(LISTED.filter((field) => movers.get(field)?.size !== 0)).toEqual([]);
  const still = read.filter(([, moved]) => moved.size === 0).map(([field]) => field);
  expect(still.length, still.join(', ')).toBeLessThan(read.length * STILL_MAX);
});
