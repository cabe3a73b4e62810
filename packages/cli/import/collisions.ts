import { createHash } from 'node:crypto';
import { dayOf } from '@bellwether/domain';
import type { ImportedSignal } from './transform.ts';

export interface Collisions {
  /**
   * Claims the signals' identities for a row. Null when free or held by an identical copy; else the reason: two
   * different rows under one eventId would overwrite each other and one would be lost in silence.
   */
  claim(signals: readonly ImportedSignal[], place: string): string | null;
  /** Distinct facts claimed, per topic. */
  distinct(): Readonly<Record<string, number>>;
}

/** Remembers about 150 bytes a fact for the length of one import. */
export function trackCollisions(): Collisions {
  const claims = new Map<string, { readonly place: string; readonly digest: string }>();
  const distinct: Record<string, number> = {};
  return {
    claim(signals, place) {
      const claimed = signals.map(({ topic, signal }) => ({
        topic,
        identity: `${topic}\0${signal.accountId}\0${dayOf(signal.occurredAt)}\0${signal.eventId}`,
        digest: createHash('sha1').update(JSON.stringify(signal)).digest('base64'),
      }));
      const fresh = new Map<string, (typeof claimed)[number]>();
      for (const claim of claimed) {
        const held = claims.get(claim.identity) ?? fresh.get(claim.identity);
        if (!held) fresh.set(claim.identity, claim);
        else if (held.digest !== claim.digest) {
          const by = 'place' in held ? held.place : place;
          return `${claim.topic}: its id is that of ${by}, which says something else; the mapping's id must tell them apart`;
        }
      }
      for (const [identity, { topic, digest }] of fresh) {
        claims.set(identity, { place, digest });
        distinct[topic] = (distinct[topic] ?? 0) + 1;
      }
      return null;
    },
    distinct: () => distinct,
  };
}
