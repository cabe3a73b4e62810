import { type SignalName, signalSchemas } from '@bellwether/domain';
import { joinPath } from '../admit.ts';
import { admitSignal } from './admit-signal.ts';
import type { Format, Item, ReadItems } from './format.ts';

const PREFIX = 'signals.';

/** `login` for `signals.login`. */
export function shortName(topic: SignalName): string {
  return topic.slice(PREFIX.length);
}

export const signalNames = Object.keys(signalSchemas) as SignalName[];

const topicByType = new Map<unknown, SignalName>(
  signalNames.flatMap((topic) => [
    [shortName(topic), topic],
    [topic, topic],
  ]),
);

/** One signal, an array of signals, or `{signals: […]}`; each says by `type` which signal it is. */
export const nativeFormat: Format<SignalName> = { route: '/v1/signals', read, admit: admitSignal };

function read(body: unknown): ReadItems<SignalName> {
  if (Array.isArray(body)) return { kind: 'items', items: body.map((value, i) => itemFrom(value, `[${i}]`)) };
  if (!isObject(body)) return { kind: 'malformed', reason: 'send a JSON object or array' };
  if (!('signals' in body)) return { kind: 'items', items: [itemFrom(body, '')] };
  const { signals, ...others } = body;
  if (!Array.isArray(signals)) return { kind: 'malformed', reason: '`signals` is not an array' };
  const [extra] = Object.keys(others);
  if (extra !== undefined)
    return { kind: 'malformed', reason: `\`${extra}\` does not belong beside \`signals\`` };
  return { kind: 'items', items: signals.map((value, i) => itemFrom(value, `signals[${i}]`)) };
}

function itemFrom(value: unknown, path: string): Item<SignalName> {
  if (!isObject(value)) return { kind: 'unreadable', path, reason: 'not an object' };
  const { type, ...body } = value;
  const topic = topicByType.get(type);
  if (topic !== undefined) return { kind: 'item', path, topic, body };
  const known = signalNames.map(shortName).join(', ');
  const reason = type === undefined ? `missing; one of ${known}` : `unknown; one of ${known}`;
  return { kind: 'unreadable', path: joinPath(path, 'type'), reason };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
