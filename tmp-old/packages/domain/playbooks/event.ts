import { z } from 'zod';

const tenths = z.int().min(0).max(1000).nullable();
const time = z.int();

/**
 * What playbooks read of a `health.score-changes` message, as decoded. Other fields stay: templates may name
 * any of them, and a webhook without a body sends them all.
 */
export const playbookEventSchema = z.looseObject({
  eventId: z.string(),
  tenantId: z.string(),
  accountId: z.string(),
  sequence: z.int().positive(),
  asOf: time,
  summary: z.string(),
  trigger: z.string(),
  triggers: z.array(z.string()),
  changeKind: z.string(),
  scoreTenths: tenths,
  previousScoreTenths: tenths,
  band: z.string(),
  previousBand: z.string().nullable(),
  dataTenths: tenths,
  humanTenths: tenths,
  flags: z.array(z.string()),
  flagsAdded: z.array(z.string()),
  flagsRemoved: z.array(z.string()),
  findings: z.array(z.looseObject({ flag: z.string(), because: z.string() })),
  contributions: z.array(
    z.looseObject({ id: z.string(), title: z.string(), deltaTenths: z.int(), changeKind: z.string() }),
  ),
  nextSteps: z.array(z.looseObject({ indicator: z.string(), team: z.string(), step: z.string() })),
  coveragePercent: z.int(),
  accountName: z.string().nullable(),
  segment: z.string().nullable(),
  lifecycleStage: z.string().nullable(),
  csmId: z.string().nullable(),
  csmName: z.string().nullable(),
  csmEmail: z.string().nullable(),
  mrr: z.number().nullable(),
  renewalAt: time.nullable(),
});

export type PlaybookEvent = z.output<typeof playbookEventSchema>;

const POINT_TENTHS = 10;

function points(tenthsOrNull: number | null): number | null {
  return tenthsOrNull === null ? null : tenthsOrNull / POINT_TENTHS;
}

/** The event in the words templates use: points instead of tenths, the account's facts in one place, ISO times. */
export function readableEvent(event: PlaybookEvent): object {
  return {
    ...event,
    account: {
      id: event.accountId,
      name: event.accountName ?? event.accountId,
      segment: event.segment,
      stage: event.lifecycleStage,
      csm: event.csmName ?? event.csmEmail ?? event.csmId,
      csmId: event.csmId,
      csmEmail: event.csmEmail,
      mrr: event.mrr,
      renewalOn: event.renewalAt === null ? null : new Date(event.renewalAt).toISOString().slice(0, 10),
    },
    at: new Date(event.asOf).toISOString(),
    score: points(event.scoreTenths),
    previousScore: points(event.previousScoreTenths),
    numbersScore: points(event.dataTenths),
    peopleScore: points(event.humanTenths),
    because: event.findings.map((finding) => finding.because).join(' ') || null,
    nextStep: event.nextSteps[0]?.step ?? null,
  };
}
