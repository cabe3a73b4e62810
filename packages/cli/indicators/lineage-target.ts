import { newestSchema, signalTopics } from '@bellwether/contracts';
import { FLEET_READERS, type FleetReader, type Indicator, type Scorecard } from '@bellwether/domain';
import { usageError } from '../output/cli-error.ts';
import { didYouMean } from '../output/nearest.ts';
import { topicAndField } from './reads.ts';

/** What lineage can be asked of. */
export type LineageTarget =
  | { readonly kind: 'topic'; readonly topic: string }
  | { readonly kind: 'field'; readonly topic: string; readonly field: string }
  | { readonly kind: 'indicator'; readonly indicator: Indicator }
  | { readonly kind: 'scorecard'; readonly scorecard: Scorecard }
  | { readonly kind: 'fleet'; readonly reader: FleetReader };

const TOPICS: readonly string[] = signalTopics.map(({ name }) => name);
const short = (topic: string) => topic.replace('signals.', '');
const fieldsOf = (topic: string) => newestSchema(topic).fields.map(({ name }) => name);

/**
 * `signals.ticket`, `ticket`, `signals.ticket.priority`, `ticket.priority`, or the id of an indicator, a scorecard or a fleet metric.
 * @throws CliError, wrong usage, that suggests those near in spelling
 */
export function lineageTarget(
  text: string,
  indicators: readonly Indicator[],
  scorecards: readonly Scorecard[],
): LineageTarget {
  const topic = TOPICS.find((name) => name === text || short(name) === text);
  if (topic) return { kind: 'topic', topic };
  const indicator = indicators.find(({ id }) => id === text);
  if (indicator) return { kind: 'indicator', indicator };
  const scorecard = scorecards.find(({ id }) => id === text);
  if (scorecard) return { kind: 'scorecard', scorecard };
  const reader = FLEET_READERS.find(({ id }) => id === text);
  if (reader) return { kind: 'fleet', reader };
  const [before, field] = topicAndField(text);
  const of = TOPICS.find((name) => name === before || short(name) === before);
  if (of && fieldsOf(of).includes(field)) return { kind: 'field', topic: of, field };
  const known = of
    ? fieldsOf(of).map((name) => `${short(of)}.${name}`)
    : [...TOPICS.map(short), ...[...indicators, ...scorecards, ...FLEET_READERS].map(({ id }) => id)];
  throw usageError(
    of
      ? `${of} has no field ${field}.`
      : `There is no topic, field, indicator, scorecard or fleet metric ${text}.`,
    didYouMean(of ? `${short(of)}.${field}` : text, known) ??
      `Known are ${known.slice(0, NAMED_MAX).join(', ')}${known.length > NAMED_MAX ? ', …' : ''}.`,
  );
}

const NAMED_MAX = 12;
