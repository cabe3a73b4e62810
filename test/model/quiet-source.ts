import { DAY_MS, type SourceState, sourceStateKey } from '@bellwether/domain';
import { LOGIN } from './facts.ts';
import { LIVE_TENANT } from './signals.ts';
import type { World } from './world.ts';

const TOPIC = 'control.data-quality';
const HOLD_MS_MAX = 3 * DAY_MS;
const HOLE_MS_MAX = 5 * DAY_MS;

/** Every row of the live tenant's logins, in order. */
export function sourceStatesIn(world: World): SourceState[] {
  return world.records(TOPIC).map(({ value }) => JSON.parse(String(value)) as SourceState);
}

/**
 * Logins of the live tenant go quiet, or are back: whoever judges them writes a row that applies from the next moment
 * on. Once in a run, since a row says no more than the newest time.
 */
export function breakOrMend(world: World): void {
  const rows = sourceStatesIn(world);
  const now = world.clock.now();
  const old = rows.at(-1);
  if (old?.state === 'recovered') return;
  const held = old ? Math.min(old.heldUntil, now + world.random.int(1, DAY_MS)) : now + HOLD_MS_MAX;
  const row: SourceState = {
    tenantId: LIVE_TENANT,
    topic: LOGIN,
    version: rows.length + 1,
    state: old ? 'recovered' : 'quiet',
    sources: [],
    observed: 0,
    expected: 10,
    heardAt: null,
    since: old?.since ?? now - DAY_MS,
    heldFrom: old?.heldFrom ?? now + 1,
    heldUntil: held,
    holeUntil: old ? now + HOLE_MS_MAX : held,
    judgedAt: now,
    summary: '',
  };
  world.broker.append([{ topic: TOPIC, key: sourceStateKey(row), value: Buffer.from(JSON.stringify(row)) }]);
}
