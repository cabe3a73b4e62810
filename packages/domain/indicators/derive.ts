import { standsAt } from './churned.ts';
import { type Derivation, type Indicator, type Item, isDerived, type Measured } from './definition.ts';
import {
  type Evaluation,
  type Facets,
  type IndicatorValue,
  NO_PROFILE,
  PROPOSALS_MAX,
} from './evaluation.ts';

/** A name as anybody may send it: a vector holds proposals 31 times over. */
const PROPOSAL_LENGTH_MAX = 100;

/** An evaluation of what was measured, with what follows from it: every indicator once, in their order. */
export function deriveAll(
  indicators: readonly Indicator[],
  measured: Evaluation,
  tenantId: string,
): Evaluation {
  const values = new Map(measured.values.map((value) => [value.indicator, value]));
  const facet = parsedOnce(measured.facets);
  for (const indicator of indicators) {
    if (!isDerived(indicator)) continue;
    const { value, reason } = indicator.derive(measuredBy(tenantId, measured, values, facet, indicator));
    values.set(indicator.id, { indicator: indicator.id, value, reason });
  }
  const proposed = indicators.flatMap((indicator) =>
    indicator.proposes && values.get(indicator.id)!.value !== null
      ? indicator.proposes.list(measuredBy(tenantId, measured, values, facet, indicator.proposes))
      : [],
  );
  return {
    ...measured,
    values: indicators.map(({ id }) => values.get(id)!),
    proposals: proposed.slice(0, PROPOSALS_MAX).map(({ item }) => item.slice(0, PROPOSAL_LENGTH_MAX)),
  };
}

/** The items behind an indicator's value; null where it has no list. `evaluation` was read with all its facets. */
export function itemsOf(
  indicator: Indicator,
  evaluation: Evaluation,
  tenantId: string,
): readonly Item[] | null {
  if (!indicator.items) return null;
  const values = new Map(evaluation.values.map((value) => [value.indicator, value]));
  const facet = parsedOnce(evaluation.facets);
  return indicator.items.list(measuredBy(tenantId, evaluation, values, facet, indicator.items));
}

/** Many indicators read the same facet. */
function parsedOnce(facets: Facets): (id: string) => unknown {
  const parsed = new Map<string, unknown>();
  return (id) => {
    if (!parsed.has(id)) parsed.set(id, JSON.parse(facets[id] ?? 'null'));
    return parsed.get(id);
  };
}

function measuredBy(
  tenantId: string,
  { profile, version }: Evaluation,
  values: ReadonlyMap<string, IndicatorValue>,
  parsed: (facet: string) => unknown,
  { from, facets: named = [], profile: namedOfAccount = [] }: Derivation,
): Measured {
  return {
    tenantId,
    reading: (id) => {
      const known = from.includes(id) ? values.get(id) : undefined;
      if (!known) throw new TypeError(`the indicator ${id} is not named, or not known before this one`);
      return known;
    },
    facet: (id) => {
      if (!named.includes(id)) throw new TypeError(`the facet ${id} is not named`);
      return parsed(id);
    },
    profile: namedOfAccount.length === 0 ? NOTHING_NAMED : only(profile, namedOfAccount),
    asOf: standsAt(profile, version.asOf),
  };
}

/** The same object, of which only the named fields can be read. */
function only<T extends object>(fields: T, named: readonly (keyof T)[]): T {
  return new Proxy(fields, {
    get: (target, field) => {
      if (!named.includes(field as keyof T))
        throw new TypeError(`the account's ${String(field)} is not named`);
      return target[field as keyof T];
    },
  });
}

/** Most derivations name no field of the account. */
const NOTHING_NAMED = only(NO_PROFILE, []);
