import type { SourceState } from '@bellwether/domain';
import { DEMO_TENANT } from '../demo/record.ts';
import { storedApiKey } from '../stack/api-key.ts';
import { renderChange } from './render-change.ts';
import type { Observed } from './watch.ts';

/** First scores come by the hundred after an import and say nothing new about anybody, unless they say why they do. */
export function printChange({ change, lagMs }: Observed, say: (line: string) => void): void {
  if (change.triggers.every((trigger) => trigger === 'initial')) return;
  for (const line of renderChange(change, lagMs, new Date())) say(line);
}

/** One line instead of a change for every account. */
export function printSource({ state, summary }: SourceState, say: (line: string) => void): void {
  const time = new Date().toISOString().slice(11, 19);
  say(`${time} ${state === 'quiet' ? '!' : '·'} ${summary}`);
}

export interface HowToTry {
  readonly gatewayUrl: string;
  readonly clickhouseUrl: string;
  /** The account to send a signal of. */
  readonly accountId: string;
}

/** Says how to reach what runs. The API key is said at every start; it is kept for its owner alone. */
export function printHowToTry(
  { gatewayUrl, clickhouseUrl, accountId }: HowToTry,
  say: (line: string) => void,
): void {
  const key = storedApiKey(DEMO_TENANT) ?? '<key>';
  const login = `{"type":"login","accountId":"${accountId}","source":"me","kind":"login","occurredAt":"'$(date -u +%FT%TZ)'"}`;
  for (const line of [
    '',
    `gateway     ${gatewayUrl}/v1/signals   (document: ${gatewayUrl}/openapi.json)`,
    `clickhouse  ${clickhouseUrl}`,
    `API key     ${key}   (tenant ${DEMO_TENANT})`,
    '',
    `Send a signal:  curl ${gatewayUrl}/v1/signals -H 'authorization: Bearer ${key}' \\`,
    `                  -H 'content-type: application/json' -d '${login}'`,
    `Look:           npx bellwether accounts --tenant ${DEMO_TENANT}`,
    `Judge:          npx bellwether assess ${accountId} --tenant ${DEMO_TENANT}`,
    '',
  ]) {
    say(line);
  }
}
