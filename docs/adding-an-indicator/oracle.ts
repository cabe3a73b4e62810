import { ageInDays, known, type Oracle, unknown } from '../../packages/testkit/oracles/oracle.ts';

export const activeDays: Oracle = (history, asOf) => {
  const logins = history.byDay('signals.login', asOf).filter((signal) => signal.kind === 'login');
  const seen = [...logins, ...history.byDay('signals.feature-use', asOf)].filter((s) => !s.automation);
  if (seen.length === 0) return unknown('never');
  const daysAgo = seen.map((signal) => ageInDays(signal.occurredAt, asOf));
  return known(new Set(daysAgo.filter((days) => days < 28)).size);
};
