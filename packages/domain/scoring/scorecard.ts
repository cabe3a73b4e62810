import { z } from 'zod';
import { CLOSES_KEPT } from '../time/days.ts';

const id = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9-]{0,63}$/,
    'use lower-case letters, digits and dashes, starting with a letter or digit',
  );
const points = z.number().min(0).max(100);
const title = z.string().trim().min(1);

const group = z.strictObject({
  id,
  title: title.optional().describe('What people read; the id when left out.'),
  weight: z.number().min(0).describe('Against the other groups; the weights need not sum to anything.'),
  rollUp: z
    .enum(['weighted-mean', 'worst-of'])
    .default('weighted-mean')
    .describe('worst-of: the group is as healthy as its least healthy indicator.'),
  indicators: z
    .array(z.strictObject({ id, weight: z.number().min(0).default(1) }))
    .min(1)
    .describe('Weight 0 is watched and shown but does not count.'),
});

const threshold = z
  .strictObject({
    enterBelow: points.describe('A score below this enters the band.'),
    leaveAbove: points.describe('A score above this leaves it for a better one.'),
  })
  .refine((t) => t.leaveAbove >= t.enterBelow, {
    message: 'leaveAbove must not be below enterBelow',
    path: ['leaveAbove'],
  });

const bands = z
  .strictObject({
    watch: threshold.default({ enterBelow: 70, leaveAbove: 73 }),
    atRisk: threshold.default({ enterBelow: 40, leaveAbove: 45 }),
  })
  .refine((b) => b.atRisk.leaveAbove <= b.watch.enterBelow, {
    message: 'atRisk.leaveAbove must not be above watch.enterBelow, or a band would have no room',
    path: ['atRisk', 'leaveAbove'],
  });

const knobs = z.strictObject({
  dwellCloses: z.int().min(1).optional().describe('A band is held for at least this many daily closes.'),
  cooldownCloses: z.int().min(0).optional().describe('And this many more before it may improve.'),
  step: points.positive().optional().describe('A move of the score by this many points is worth an event.'),
});

const sides = {
  below: z.number().optional().describe("In the indicator's own unit."),
  above: z.number().optional().describe("In the indicator's own unit."),
};
const ONE_SIDE = { message: 'name exactly one of below and above' };
const condition = z.strictObject({ indicator: id, ...sides }).refine(oneSide, ONE_SIDE);
const watched = condition.describe('Speaks when the indicator crosses the threshold, whatever its weight.');

const names = z.array(z.string().trim().min(1)).min(1);
const appliesTo = z
  .strictObject({
    order: z
      .int()
      .min(1)
      .describe('Of the scorecards that fit an account, the one with the lowest order counts.'),
    segments: names.optional().describe('Only accounts of one of these segments.'),
    lifecycleStages: names.optional().describe('Only accounts in one of these stages of their lifecycle.'),
  })
  .refine((a) => a.segments !== undefined || a.lifecycleStages !== undefined, {
    message: 'name segments or lifecycleStages, or leave appliesTo out for everybody else',
  });

const scorecardShape = z.strictObject({
  $schema: z.string().optional(),
  id,
  title,
  appliesTo: appliesTo
    .optional()
    .describe('Which accounts are scored with it; the one scorecard without is for everybody else.'),
  groups: z.array(group).min(1),
  bands: bands.prefault({}),
  stability: z
    .enum(['calm', 'normal', 'fast'])
    .default('normal')
    .describe('How readily bands change and events are made; knobs override single values.'),
  knobs: knobs.default({}),
  caps: z
    .array(z.strictObject({ when: condition, atMost: points }))
    .default([])
    .describe('Can only lower a score.'),
  floors: z
    .array(z.strictObject({ when: condition, atLeast: points }))
    .default([])
    .describe('Can only raise a score; a cap wins over a floor.'),
  coverageMinimum: points
    .default(25)
    .describe('Percent of the weight that must be known; below it there is no score.'),
  drasticDrop: z
    .strictObject({
      points: points.positive(),
      days: z
        .int()
        .min(1)
        .max(CLOSES_KEPT - 1),
    })
    .default({ points: 15, days: 7 })
    .describe('A fall of so many points from the best close within so many days always speaks.'),
  maskedRisk: z
    .strictObject({
      dataAtLeast: points
        .default(70)
        .describe('Numbers and voice look healthy from here; the score also where it enters no worse band.'),
      judgementBelow: points.default(50),
      goalsBelow: points.default(50),
      relationshipBelow: points.default(50).describe('For relationship and tone, of meetings where listed.'),
    })
    .prefault({})
    .describe(
      'Numbers, voice or the whole score look healthy while any judgement, the relationship or a listed goal is below its threshold.',
    ),
  silentFan: z
    .strictObject({ humanAtLeast: points.default(70), usageBelow: points.default(40) })
    .prefault({})
    .describe('People are happy while usage fades against its own past.'),
  fading: z
    .strictObject({
      laggingAtLeast: points.default(60).describe('What has already happened still looks good from here.'),
      leadingFall: points
        .positive()
        .default(15)
        .describe('Points that what announces the future has fallen from its best close.'),
      days: z
        .int()
        .min(1)
        .max(CLOSES_KEPT - 2)
        .default(28)
        .describe('Within so many days.'),
    })
    .prefault({})
    .describe('Leading indicators fall while lagging ones still look good.'),
  expansionReady: z
    .strictObject({
      readinessAtLeast: points.default(75).describe('Health of expansion-readiness.'),
      scoreAtLeast: points.default(70),
    })
    .prefault({})
    .describe('A healthy account with room to grow; never while somebody worries.'),
  judgements: z
    .strictObject({
      staleAfterDays: z
        .number()
        .positive()
        .optional()
        .describe('Older answers that count are flagged as stale-judgement. Left out: never.'),
      halfLifeDays: z
        .number()
        .positive()
        .optional()
        .describe('The weight of an answer halves in so many days. Left out: it counts until it is changed.'),
    })
    .default({})
    .describe('What age does to answers of people. Masked risk is judged on the last answer, however old.'),
  championLeft: z
    .strictObject({ healthBelow: points.default(50) })
    .prefault({})
    .describe('Health of champion-change below which the flag is raised.'),
  watch: z.array(watched).default([]),
  parents: z
    .strictObject({ rollUp: z.enum(['count', 'revenue']).default('count') })
    .prefault({})
    .describe(
      'A parent it fits: its accounts count the same, or by MRR, without those whose MRR is unknown.',
    ),
});

const PRESETS = {
  calm: { dwellCloses: 4, cooldownCloses: 7, step: 8 },
  normal: { dwellCloses: 2, cooldownCloses: 3, step: 5 },
  fast: { dwellCloses: 1, cooldownCloses: 0, step: 3 },
} as const;

/** The file format of `config/scorecards/*.yaml`; all mistakes are reported at once, each with its path. */
export const scorecardSchema = scorecardShape.superRefine((card, ctx) => {
  repeats(card.groups.map((g) => g.id)).forEach((at) => {
    ctx.addIssue({ code: 'custom', message: 'this group id is used twice', path: ['groups', at, 'id'] });
  });
  const seen = new Set<string>();
  card.groups.forEach((g, i) => {
    g.indicators.forEach((indicator, j) => {
      if (seen.has(indicator.id)) {
        const path = ['groups', i, 'indicators', j, 'id'];
        ctx.addIssue({ code: 'custom', message: 'this indicator is already counted once', path });
      }
      seen.add(indicator.id);
    });
  });
  if (!card.groups.some((g) => g.weight > 0 && g.indicators.some((i) => i.weight > 0)))
    ctx.addIssue({ code: 'custom', message: 'at least one indicator needs a weight', path: ['groups'] });
  const { dwellCloses, cooldownCloses } = stabilityOf(card);
  if (dwellCloses + cooldownCloses >= CLOSES_KEPT)
    ctx.addIssue({
      code: 'custom',
      message: `dwellCloses plus cooldownCloses must be below ${CLOSES_KEPT}: bands are folded over that many closes`,
      path: ['knobs'],
    });
});

export type Scorecard = z.output<typeof scorecardSchema>;
export type ScorecardGroup = Scorecard['groups'][number];
/** A threshold on an indicator's value, in its own unit. */
export type Condition = Scorecard['watch'][number];

export interface Stability {
  readonly dwellCloses: number;
  readonly cooldownCloses: number;
  /** Points. */
  readonly step: number;
}

/** The preset behind the word, with the knobs that replace parts of it. */
export function stabilityOf(card: Pick<Scorecard, 'stability' | 'knobs'>): Stability {
  const preset = PRESETS[card.stability];
  return {
    dwellCloses: card.knobs.dwellCloses ?? preset.dwellCloses,
    cooldownCloses: card.knobs.cooldownCloses ?? preset.cooldownCloses,
    step: card.knobs.step ?? preset.step,
  };
}

/** True when the value is on the side the condition names; a missing value never is. */
export function holds(when: Condition, value: number | null | undefined): boolean {
  if (value === null || value === undefined) return false;
  return when.below !== undefined ? value < when.below : value > when.above!;
}

/** The JSON Schema editors use, published as `config/scorecards/scorecard.schema.json`. */
export function scorecardJsonSchema(): object {
  return z.toJSONSchema(scorecardSchema, { io: 'input' });
}

function oneSide(c: { below?: number | undefined; above?: number | undefined }): boolean {
  return (c.below === undefined) !== (c.above === undefined);
}

function repeats(ids: readonly string[]): number[] {
  return ids.flatMap((value, at) => (ids.indexOf(value) < at ? [at] : []));
}
