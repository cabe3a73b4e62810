import type { Assignment } from '@bellwether/kafka';
import type { IndicatorsSettings } from '../ports.ts';
import { Agenda } from './agenda.ts';
import { Ahead } from './ahead.ts';
import { Landed } from './gate.ts';
import { MicroBatch } from './micro-batch.ts';
import { PageSize } from './page-size.ts';
import type { Unsettled } from './unsettled.ts';
import { WaitingRoom } from './waiting-room.ts';

/** All that lives and dies with one assignment. A new assignment starts from nothing but what is stored. */
export class Tenure {
  readonly epoch: number;
  readonly partitions: readonly number[];
  readonly landed = new Landed();
  readonly agenda: Agenda;
  readonly pageSize: PageSize;
  readonly ahead = new Ahead();
  readonly room = new WaitingRoom();
  open = new MicroBatch();
  /** Landed and not yet committed; null: nothing is. */
  unsettled: Unsettled | null = null;
  lastFlush: { startedAt: number; durationMs: number } | null = null;
  /** A rebalance has begun: nothing new is started. */
  paused = false;
  /** An orderly stop waits for what is under way. */
  stopping = false;
  /** Another assignment has taken its place: nothing is published or committed any more. */
  over = false;

  constructor(assignment: Assignment, settings: IndicatorsSettings) {
    this.epoch = assignment.epoch;
    this.partitions = [...assignment.partitions];
    this.agenda = new Agenda(this.partitions, settings);
    this.pageSize = new PageSize(settings);
  }

  pause(): void {
    this.paused = true;
    this.room.release();
  }

  end(): void {
    this.over = true;
    this.open = new MicroBatch();
    this.unsettled = null;
    this.pause();
  }

  /** Hands out the open micro-batch to be flushed; the next one fills meanwhile. */
  take(): MicroBatch {
    const batch = this.open;
    this.open = new MicroBatch();
    return batch;
  }
}
