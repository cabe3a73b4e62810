import type { WebhookAction } from '@bellwether/domain';
import pRetry, { AbortError } from 'p-retry';

export interface Delivery {
  readonly status: 'done' | 'failed';
  readonly attempts: number;
  readonly detail: string;
}

export interface WebhookPorts {
  readonly fetch: typeof fetch;
  /** Values of `secretHeaders`. */
  readonly secrets: Readonly<Record<string, string | undefined>>;
  /** The first pause between attempts; each is twice the one before, with jitter. */
  readonly firstPauseMs: number;
  /** Fires when the process stops: gives up without an answer. */
  readonly stopped: AbortSignal;
}

const LONGEST_PAUSE_MS = 15_000;
/** Answers that another attempt may change; any other 4xx says that the request itself is wrong. */
const WORTH_RETRYING = new Set([408, 425, 429]);

/**
 * POSTs the body as JSON until it is accepted or the attempts are used up. Rejects only when `stopped` fires, in
 * which case nobody knows whether the receiver got it; the same Idempotency-Key will be sent again.
 */
export async function deliver(
  ports: WebhookPorts,
  request: WebhookAction,
  idempotencyKey: string,
  body: object,
): Promise<Delivery> {
  let attempts = 0;
  try {
    const status = await pRetry(
      (attempt) => {
        attempts = attempt;
        return post(ports, request, idempotencyKey, body);
      },
      {
        retries: request.attempts - 1,
        minTimeout: ports.firstPauseMs,
        maxTimeout: LONGEST_PAUSE_MS,
        randomize: true,
        signal: ports.stopped,
      },
    );
    return { status: 'done', attempts, detail: `${request.url} answered ${status}` };
  } catch (error) {
    ports.stopped.throwIfAborted();
    return { status: 'failed', attempts, detail: `${request.url}: ${reasonOf(error)}` };
  }
}

async function post(
  ports: WebhookPorts,
  request: WebhookAction,
  idempotencyKey: string,
  body: object,
): Promise<number> {
  let response: Response;
  try {
    response = await ports.fetch(request.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...request.headers,
        ...secretHeaders(request, ports.secrets),
        'idempotency-key': idempotencyKey,
      },
      body: JSON.stringify(body),
      // Following a redirect would turn the POST into a GET.
      redirect: 'manual',
      signal: AbortSignal.any([ports.stopped, AbortSignal.timeout(request.timeoutMs)]),
    });
    await response.body?.cancel();
  } catch (cause) {
    // fetch throws TypeError for an unreachable host, which p-retry would take for a bug.
    throw new Error(reasonOf(cause), { cause });
  }
  if (response.ok) return response.status;
  const refused = new Error(`answered ${response.status}`);
  const final = response.status >= 300 && response.status < 500 && !WORTH_RETRYING.has(response.status);
  throw final ? new AbortError(refused) : refused;
}

function secretHeaders(request: WebhookAction, secrets: WebhookPorts['secrets']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.secretHeaders ?? {}).map(([header, variable]) => [
      header,
      secrets[variable] ?? '',
    ]),
  );
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
}
