import { type AccountRef, type DecisionContext, implicitTenant, type Scorecards } from '@bellwether/domain';
import { changeId } from '../change-id.ts';
import type { ScorerPorts } from '../ports.ts';
import { asking } from './failures.ts';

/** What a transaction decides by: control topics as read to their end when it began. */
export interface Rules {
  contextFor(account: Pick<AccountRef, 'tenantId'>): DecisionContext;
  readonly scorecards: Scorecards;
}

/** Reads `control.tenants`, `control.scorecards` and `control.data-quality` to their end, then freezes what they say. */
export async function readRules(ports: ScorerPorts): Promise<Rules> {
  await Promise.all([
    asking('read control.tenants', () => ports.tenants.catchUp()),
    asking('read control.scorecards', () => ports.scorecards.catchUp()),
    asking('read control.data-quality', () => ports.sources.catchUp()),
  ]);
  const tenants = new Map(ports.tenants.entries());
  const scorecards = new Map(ports.scorecards.entries());
  const sources = Map.groupBy(
    [...ports.sources.entries()].map(([, row]) => row),
    ({ tenantId }) => tenantId,
  );
  return {
    scorecards,
    contextFor: ({ tenantId }) => ({
      scorecards,
      indicators: ports.indicators,
      tenant: tenants.get(tenantId) ?? implicitTenant(tenantId),
      sources: sources.get(tenantId) ?? [],
      idOf: changeId,
    }),
  };
}
