import type { Codec } from '@bellwether/contracts';
import type { SignalName } from '@bellwether/domain';
import type { Admitted } from '../admit.ts';

/** The topics a request can be written to. */
export type ItemTopic = SignalName | 'health.overrides';

/** One thing as a source sent it, before anything is checked; or what could not even be taken for one. */
export type Item<T extends ItemTopic = ItemTopic> =
  | { readonly kind: 'item'; readonly path: string; readonly topic: T; readonly body: object }
  | { readonly kind: 'unreadable'; readonly path: string; readonly reason: string };

export type ReadItems<T extends ItemTopic = ItemTopic> =
  | { readonly kind: 'items'; readonly items: readonly Item<T>[] }
  | { readonly kind: 'malformed'; readonly reason: string };

/** When something came, and from whom: what only the gateway can say. */
export interface Arrival {
  readonly tenantId: string;
  readonly receivedAt: number;
}

/** A way to send things: where it is posted, how a request becomes items, and items records. One file each. */
export interface Format<T extends ItemTopic = ItemTopic> {
  readonly route: string;
  read(body: unknown): ReadItems<T>;
  /** Pure. */
  admit(item: Item<T>, arrival: Arrival, codec: Codec): Admitted;
}
