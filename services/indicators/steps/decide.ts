import { type Close, type Evaluation, type IndicatorChange, sameContent } from '@bellwether/domain';
import type { Plan } from './plan.ts';

/**
 * What to publish of an evaluated account, if anything. `results` answers the plan's requests in order.
 * Unchanged vectors stay unpublished, except where a publication may have been lost or overtaken: before this
 * instance has published the whole partition once (`takenOver`), under a new epoch, and with every close.
 */
export function decide(
  plan: Plan,
  results: readonly (Evaluation | null)[],
  takenOver: boolean,
): IndicatorChange | null {
  const [live, ...past] = results;
  if (!live) return null;
  const { candidate, recorded, due } = plan;
  // A close without any fact up to it lies before the account's first day and does not exist.
  const closes = plan.closes.flatMap((day, i): Close[] => {
    const evaluation = past[i];
    return evaluation ? [{ day, evaluation }] : [];
  });
  const news = !takenOver || due || recorded === null || closes.length > 0;
  if (!news && sameContent(recorded.live, live)) return null;
  const { tenantId, accountId, causes } = candidate;
  return { tenantId, accountId, reason: due ? 'due' : candidate.reason, live, closes, causes };
}
