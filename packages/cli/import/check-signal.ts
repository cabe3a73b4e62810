import { explainZodIssues } from '@bellwether/configuration';
import {
  dayOf,
  envelopeFault,
  type Instant,
  RETENTION_DAYS,
  signalSchemas,
  timeFault,
} from '@bellwether/domain';
import type { CheckSignal, Signal } from './transform.ts';

/**
 * The rules of the pipeline's own door, asked before anything is sent: what would end as a dead letter is rejected
 * here, where the row it came from is still known. `asOf` is the instant the tenant is looked at from, `now` when they are sent.
 */
export function signalCheck({ asOf, now }: { readonly asOf: Instant; readonly now: Instant }): CheckSignal {
  return (topic, candidate) => {
    const { tenantId, receivedAt, ...body } = candidate;
    const parsed = signalSchemas[topic].safeParse(body);
    if (!parsed.success) return { kind: 'invalid', problems: explainZodIssues(parsed.error) };
    const signal = { ...parsed.data, tenantId, receivedAt } as unknown as Signal;
    const fault = envelopeFault(signal);
    if (fault !== null) return { kind: 'invalid', problems: [fault] };
    const late = timeFault(signal.occurredAt, { asOf, cameInAt: now });
    if (late === null) return { kind: 'valid', signal };
    const at = new Date(signal.occurredAt).toISOString();
    const problem =
      late === 'too-old'
        ? `occurredAt ${at} is more than ${RETENTION_DAYS} days before '${dayOf(asOf)}', the day the tenant is looked at from`
        : `occurredAt ${at} is more than 24 h ahead`;
    return { kind: 'invalid', problems: [problem] };
  };
}
