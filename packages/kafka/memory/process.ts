import { LogError } from '../errors.ts';

export type EffectKind =
  | 'append'
  | 'initialise'
  | 'append-in-transaction'
  | 'offsets-in-transaction'
  | 'commit-transaction'
  | 'abort-transaction'
  | 'commit-offsets'
  | 'fetch'
  | 'read-committed-offsets';

/** Something a process is about to do, or has just done, to the log. */
export interface Effect {
  readonly process: string;
  readonly kind: EffectKind;
  /** The transactional id, group or topic and partition concerned. */
  readonly subject: string;
}

/**
 * Called around every effect. Throwing `before` prevents it; throwing `after` lets it stand, but whoever asked for it
 * does not learn so: a crash, or an answer lost. A promise holds the process up right there.
 */
export type EffectHook = (effect: Effect, phase: 'before' | 'after') => Promise<void> | void;

export type Schedule = (task: () => void) => void;

/** One simulated process: whatever it does to the log passes here, so that it can crash, stand still and come back. */
export class SimulatedProcess {
  readonly name: string;
  /** Unlike the name, given once. */
  readonly id: string;
  readonly #hook: EffectHook | undefined;
  readonly #schedule: Schedule;
  readonly #held: (() => void)[] = [];
  #state: 'running' | 'paused' | 'dead' = 'running';

  constructor(name: string, ordinal: string, schedule: Schedule, hook?: EffectHook) {
    this.name = name;
    this.id = `${name}@${ordinal}`;
    this.#schedule = schedule;
    this.#hook = hook;
  }

  get dead(): boolean {
    return this.#state === 'dead';
  }

  /** The process ends without a word: nothing it still tries has an effect. */
  kill(): void {
    this.#state = 'dead';
    this.#held.length = 0;
  }

  /** The process stands still, as in a long garbage collection: it neither hears nor does anything. */
  pause(): void {
    if (this.#state === 'running') this.#state = 'paused';
  }

  resume(): void {
    if (this.#state !== 'paused') return;
    this.#state = 'running';
    for (const task of this.#held.splice(0)) this.run(task);
  }

  /** Runs the task in this process, some time later. */
  run(task: () => void): void {
    this.#schedule(() => {
      if (this.#state === 'paused') this.#held.push(task);
      else if (this.#state === 'running') task();
    });
  }

  async effect<T>(kind: EffectKind, subject: string, apply: () => T): Promise<T> {
    const effect: Effect = { process: this.name, kind, subject };
    await this.#hook?.(effect, 'before');
    await this.#alive();
    const result = apply();
    await this.#hook?.(effect, 'after');
    await this.#alive();
    return result;
  }

  async #alive(): Promise<void> {
    while (this.#state === 'paused') await new Promise<void>((resolve) => this.#held.push(resolve));
    if (this.dead) throw new LogError('UNUSABLE', `the process ${this.name} is dead`);
  }
}
