import type { SignalName } from '@bellwether/domain';

/** One signal as a source sent it, before anything is checked; or what could not even be taken for one. */
export type Item =
  | { readonly kind: 'signal'; readonly path: string; readonly topic: SignalName; readonly body: object }
  | { readonly kind: 'unreadable'; readonly path: string; readonly reason: string };

export type ReadItems =
  | { readonly kind: 'items'; readonly items: readonly Item[] }
  | { readonly kind: 'malformed'; readonly reason: string };

/** A way to send signals: where it is posted, and how a request becomes items. One file each. */
export interface Format {
  readonly route: string;
  read(body: unknown): ReadItems;
}
