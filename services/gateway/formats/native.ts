import { type SignalName, signalSchemas } from '@bellwether/domain';
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
export const nativeFormat: Format = { route: '/v1/signals', read };

function read(body: unknown): ReadItems {
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

function itemFrom(value: unknown, path: string): Item {
  if (!isObject(value)) return { kind: 'unreadable', path, reason: 'not an object' };
  const { type, ...body } = value;
  const topic = topicByType.get(type);
  if (topic !== undefined) return { kind: 'signal', path, topic, body };
  const known = signalNames.map(shortName).join(', ');
  const reason = type === undefined ? `missing; one of ${known}` : `unknown; one of ${known}`;
  return { kind: 'unreadable', path: joinPath(path, 'type'), reason };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `signals[2]` and `kind` to `signals[2].kind`. */
export function joinPath(path: string, ...rest: readonly (string | number | symbol)[]): string {
  return rest.reduce<string>((joined, part) => {
    if (typeof part === 'number') return `${joined}[${part}]`;
    return joined === '' ? String(part) : `${joined}.${String(part)}`;
  }, path);
}
