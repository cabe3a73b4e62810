import { setTimeout as pause } from 'node:timers/promises';
import { CliError, messageOf } from '../output/cli-error.ts';
import { readRunRecord } from './service-record.ts';

/** The body of a signal, with `type`: `login` for signals.login. */
export type GatewaySignal = Readonly<Record<string, unknown>> & { readonly type: string };

export interface GatewayAnswer {
  readonly accepted: number;
  readonly rejected: number;
  readonly results: readonly (
    | { readonly status: 'accepted'; readonly eventId: string }
    | { readonly status: 'rejected'; readonly path: string; readonly reason: string }
  )[];
}

/** Where the gateway listens: BELLWETHER_GATEWAY_URL, else the one `bellwether start` runs. */
export function gatewayUrl(env: NodeJS.ProcessEnv = process.env): string {
  const url = env.BELLWETHER_GATEWAY_URL ?? readRunRecord()?.gatewayUrl;
  if (url) return url.replace(/\/$/, '');
  throw new CliError('No gateway is running.', {
    remedy: 'Start it with `npm start` (or `npm start -- --no-demo`), or set BELLWETHER_GATEWAY_URL.',
  });
}

const TRIES = 5;
/** A key made a moment ago is known to the gateway within a second. */
const PAUSE_MS = 700;

/** Where to send, and what as. */
export interface Gateway {
  readonly url: string;
  readonly key: string;
}

/** Posts signals; resolves when the brokers have every accepted one. @throws CliError */
export function postSignals(
  { url, key }: Gateway,
  signals: readonly GatewaySignal[],
): Promise<GatewayAnswer> {
  return post(`${url}/v1/signals`, key, signals);
}

/** Posts one override; its eventId must be given, or sending it again would be another one. @throws CliError */
export function postOverride(
  { url, key }: Gateway,
  override: object & { readonly eventId: string },
): Promise<GatewayAnswer> {
  return post(`${url}/v1/overrides`, key, override);
}

/** Whose signals the gateway takes those sent with a key for. @throws CliError */
export async function tenantOfKey({ url, key }: Gateway): Promise<string> {
  const { tenantId } = await ask<{ tenantId: string }>(`${url}/v1/tenant`, key, 'tenantId');
  return tenantId;
}

function post(url: string, key: string, content: object): Promise<GatewayAnswer> {
  return ask<GatewayAnswer>(url, key, 'results', content);
}

/** Tries again where the gateway asks to, which is harmless: the event ids stay the same. A good answer has the field `having`. */
async function ask<Answer>(
  url: string,
  key: string,
  having: keyof Answer,
  content?: object,
): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    const response = await send(url, key, content);
    const mayHelp = response.status === 503 || response.status === 429 || response.status === 401;
    if (mayHelp && attempt < TRIES) {
      await response.body?.cancel();
      await pause(PAUSE_MS * attempt);
      continue;
    }
    const body = (await response.json().catch(() => null)) as (Answer & { error?: string }) | null;
    if (body?.[having] !== undefined) return body;
    throw new CliError(`The gateway at ${url} answered ${response.status}.`, {
      details: body?.error ? [body.error] : [],
      remedy:
        response.status === 401
          ? 'Its API key is not known there; set BELLWETHER_API_KEY.'
          : 'Its log is .bellwether/logs/gateway.log.',
    });
  }
}

function send(url: string, key: string, content?: object): Promise<Response> {
  const authorization = `Bearer ${key}`;
  const posted = {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify(content),
  };
  return fetch(url, content === undefined ? { headers: { authorization } } : posted).catch(
    (cause: unknown) => {
      throw new CliError(`The gateway does not answer at ${url}.`, {
        details: [messageOf(cause)],
        remedy: 'Start it with `npm start`; `npx bellwether stack status` tells whether it is ready.',
      });
    },
  );
}
