import { z } from 'zod';
import { closeOf, type Day, type Instant, startOfDay } from '../time/days.ts';

const ID_CHARS_MAX = 200;
const NAME_CHARS_MAX = 500;
const TEXT_CHARS_MAX = 20_000;
const LIST_ITEMS_MAX = 1_000;
const INT_MAX = 2_147_483_647;
/** A trillion of any currency's units: what is summed of it, in parts of it by the millisecond, holds. */
const MONEY_MAX = 1_000_000_000_000;
/** Over 30 years. */
const SECONDS_MAX = 1_000_000_000;
const SCALE_MAX = 1_000_000;
/** Later instants are typing errors, and storage would bend them silently. */
export const TIME_MAX = Date.UTC(2100, 0, 1);
export const IN_SECONDS = 'these are seconds since the epoch; send milliseconds';

/** An identifier: its bytes end up in keys, so half a surrogate pair, which has none, is refused. */
export const id = z
  .string()
  .min(1)
  .max(ID_CHARS_MAX)
  .refine((text) => text.isWellFormed(), 'not well-formed Unicode');
export const name = z.string().min(1).max(NAME_CHARS_MAX);
export const text = z.string().max(TEXT_CHARS_MAX);
export const names = z.array(name).max(LIST_ITEMS_MAX);
export const ids = z.array(id).max(LIST_ITEMS_MAX);
export const count = z.int().min(0).max(INT_MAX);
export const seconds = z.number().min(0).max(SECONDS_MAX);
/** What is said on a scale whose bounds the survey tells. */
export const scaled = z.number().min(-SCALE_MAX).max(SCALE_MAX);
/** In units of its currency; below 0 it is paid back. */
export const money = z.number().min(-MONEY_MAX).max(MONEY_MAX);

const said = z.union([z.int(), z.iso.datetime({ offset: true }), z.iso.date()], {
  error: 'not an instant: ISO 8601 with Z or an offset, or ms since the epoch',
});

/**
 * An instant, as ms since the epoch or ISO 8601 with `Z` or an offset; a date alone is its first moment in UTC.
 * Parses to ms.
 */
export const time = instant((day) => startOfDay(day));

/** Until when something holds or is to be done, said like {@link time}; a date alone is its last moment: that day still counts. */
export const deadline = instant((day) => closeOf(day));

function instant(ofDay: (day: Day) => Instant) {
  return said
    .refine((value) => typeof value !== 'number' || !isInSeconds(value), IN_SECONDS)
    .transform((value) => {
      if (typeof value === 'number') return value;
      return value.includes('T') ? Date.parse(value) : ofDay(value);
    })
    .refine((ms) => ms >= 0 && ms < TIME_MAX, 'not between the years 1970 and 2100');
}

/** As milliseconds these lie in the first weeks of 1970, as seconds between 2001 and 2100. */
export function isInSeconds(instant: number): boolean {
  return instant >= 1_000_000_000 && instant < TIME_MAX / 1_000;
}

/** What a source says of every signal. The gateway adds tenantId and receivedAt, and eventId where there is none. */
export const envelope = {
  eventId: id.nullish(),
  accountId: id,
  occurredAt: time,
  sentAt: time.nullish(),
  source: name,
  userId: id.nullish(),
};
