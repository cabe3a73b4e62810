import type { DemoAccount } from './company.ts';
import { clamp, type Random } from './random.ts';

/**
 * What is really going on at an account; nobody ever sees it. Everything that is emitted follows from it with
 * noise, and no indicator or score is computed here: the model must not be our own score turned round.
 */
export interface HiddenState {
  /** How content they are, 0 to 1. */
  satisfaction: number;
  /** How hard it is for them to get things done, 0 to 1. */
  effort: number;
  /** Whether somebody inside speaks for us. */
  championStays: boolean;
  /** Days since the champion left, null while there is one. */
  championGoneDays: number | null;
  churned: boolean;
}

export function initialState(account: DemoAccount, random: Random): HiddenState {
  return {
    satisfaction: clamp(random.normal(account.fit, 0.1), 0.05, 0.98),
    effort: clamp(random.normal(0.3, 0.1), 0.02, 0.9),
    championStays: true,
    championGoneDays: null,
    churned: false,
  };
}

/** What happened at an account on a day. */
export type Shock = 'incident' | 'champion-left' | 'champion-found' | 'delight';

const INCIDENT_PER_DAY = 1 / 150;
const DELIGHT_PER_DAY = 1 / 200;
const CHAMPION_LEAVES_PER_DAY = 1 / 500;
const CHAMPION_FOUND_PER_DAY = 1 / 45;
const PULL_PER_DAY = 0.03;

/** One day of the random walk: pulled to what fit, effort and the champion suggest, pushed by chance and shocks. */
export function nextDay(state: HiddenState, account: DemoAccount, random: Random): Shock[] {
  const shocks: Shock[] = [];
  if (random.chance(INCIDENT_PER_DAY)) shocks.push('incident');
  if (random.chance(DELIGHT_PER_DAY)) shocks.push('delight');
  if (state.championStays && random.chance(CHAMPION_LEAVES_PER_DAY)) shocks.push('champion-left');
  if (!state.championStays && random.chance(CHAMPION_FOUND_PER_DAY)) shocks.push('champion-found');
  for (const shock of shocks) applyShock(state, shock);

  if (state.championGoneDays !== null) state.championGoneDays += 1;
  const target = 0.25 + 0.75 * account.fit - 0.35 * state.effort - (state.championStays ? 0 : 0.25);
  state.satisfaction += PULL_PER_DAY * (target - state.satisfaction) + random.normal(0, 0.018);
  state.effort += PULL_PER_DAY * (0.25 + 0.2 * (1 - account.fit) - state.effort) + random.normal(0, 0.012);
  state.satisfaction = clamp(state.satisfaction, 0.02, 0.98);
  state.effort = clamp(state.effort, 0.02, 0.95);
  return shocks;
}

export function applyShock(state: HiddenState, shock: Shock): void {
  if (shock === 'incident') {
    state.effort = clamp(state.effort + 0.35, 0, 0.95);
    state.satisfaction = clamp(state.satisfaction - 0.12, 0.02, 1);
  } else if (shock === 'delight') {
    state.satisfaction = clamp(state.satisfaction + 0.15, 0, 0.98);
    state.effort = clamp(state.effort - 0.15, 0.02, 1);
  } else {
    state.championStays = shock === 'champion-found';
    state.championGoneDays = state.championStays ? null : 0;
  }
}
