import type { GroupHandlers } from '@bellwether/kafka';
import type { Process } from './effects.ts';
import { type Group, Member } from './group.ts';

/** One process of a service; it can be a member of its group once it has started up. */
export class Instance {
  readonly process: Process;
  readonly group: Group;
  member: Member | null = null;
  #tick: () => void = () => {};

  constructor(process: Process, group: Group) {
    this.process = process;
    this.group = group;
  }

  startedUp(handlers: GroupHandlers, tick: () => void): void {
    this.#tick = tick;
    this.member = new Member(this.process, handlers);
  }

  /** Its timer fires. */
  tick(): void {
    this.#tick();
  }
}

/** What a process does that cannot start yet: it tries again. */
export async function untilItAnswers<T>(attempt: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await attempt();
    } catch {
      // An outage.
    }
  }
}
