import { type DayContext, workingHour } from '../emit.ts';
import { clamp } from '../random.ts';

const WEEKEND_USE = 0.06;

/** How likely one user is to work with the product on a working day. */
export function useProbability({ account, state }: Pick<DayContext, 'account' | 'state'>): number {
  const content = account.freedom * state.satisfaction + (1 - account.freedom) * 0.75;
  return clamp(0.08 + 0.75 * content - 0.2 * state.effort, 0.01, 0.9);
}

/** Logins, sessions and features used. */
export function useProduct(context: DayContext): void {
  const { account, state, day, random, emit } = context;
  const probability = useProbability(context) * (context.weekend ? WEEKEND_USE : 1);
  account.users.forEach((userId, index) => {
    if (index === 0 && !state.championStays) return;
    if (!random.chance(probability)) return;
    const at = workingHour(day, random);
    const sessionId = `${userId}/${day}`;
    const minutes = clamp(random.normal(12 + 40 * state.satisfaction, 12), 2, 180);
    emit(
      'signals.login',
      at,
      { kind: 'login', sessionId, method: account.segment === 'enterprise' ? 'sso' : 'password' },
      userId,
    );
    const reach = Math.max(1, Math.round(account.features.length * (0.25 + 0.6 * state.satisfaction)));
    for (let n = random.poisson(0.9) + 1; n > 0; n -= 1) {
      const feature = account.features[Math.floor(random.next() ** 1.6 * reach)]!;
      const count = 1 + random.poisson(3);
      emit(
        'signals.feature-use',
        at + random.integer(1, Math.ceil(minutes)) * 60_000,
        {
          feature,
          count,
          durationSeconds: Math.round((minutes * 60) / 3),
          errors: random.poisson(count * 0.06 * state.effort),
        },
        userId,
      );
    }
    const sessionSeconds = Math.round(minutes * 60);
    emit(
      'signals.login',
      at + sessionSeconds * 1_000,
      { kind: 'session-end', sessionId, sessionSeconds },
      userId,
    );
  });
}
