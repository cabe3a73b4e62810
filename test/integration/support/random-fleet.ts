import { DAY_MS } from '@bellwether/domain';
import fc from 'fast-check';

const ACCOUNTS = 40;

/** Days at which fortnights begin and end, and days between. */
const daysAgo = fc.oneof(
  fc.constantFrom(0, 13, 14, 27, 28, 97, 98),
  fc.integer({ min: 0, max: 13 }),
  fc.integer({ min: 0, max: 110 }),
);
const feature = fc.constantFrom('reports', 'exports', 'größe');
const words = ['en -0.5 price', 'en -1 price, exports', 'en 0.5 price', 'en exports', 'zu teuer'];
const reason = fc.constantFrom(null, '', 'Price', ' price ', 'support', ...words);
const bodies: fc.Arbitrary<object> = fc.oneof(
  fc.record({
    topic: fc.constant('signals.ticket'),
    ticketId: fc.constantFrom('t', 'u', 'v'),
    actor: fc.constant('customer'),
    change: fc.constantFrom('opened', 'opened', 'replied', 'resolved'),
    text: fc.constantFrom(null, ...words),
    category: fc.constantFrom(null, 'how-to', 'usability', 'billing'),
    feature: fc.option(feature),
  }),
  fc.record({
    topic: fc.constant('signals.feature-use'),
    feature,
    count: fc.constantFrom(0, 3, 30, 40),
    errors: fc.constantFrom(null, 0, 2, 3, 4),
  }),
  fc.record({
    topic: fc.constant('signals.survey'),
    surveyId: fc.constant('s'),
    invitationId: fc.constant('i'),
    kind: fc.constant('feedback'),
    channel: fc.constant('email'),
    change: fc.constantFrom('answered', 'answered', 'sent'),
    reason,
    language: fc.constantFrom(null, 'en', 'de'),
    feature: fc.option(feature),
  }),
  fc.record({
    topic: fc.constant('signals.subscription'),
    subscriptionId: fc.constantFrom('s', 'u'),
    change: fc.constantFrom('started', 'renewed', 'notice-given', 'churned', 'purchased'),
    mrr: fc.constantFrom(0, 100),
    currency: fc.constant('EUR'),
    trial: fc.constantFrom(null, true),
    features: fc.constantFrom([], ['exports'], ['reports', 'größe']),
    reason,
  }),
);
const said = fc.tuple(daysAgo, fc.integer({ min: 0, max: DAY_MS - 1 }), bodies);

/** Some are quiet, so that a few accounts are a rise; in others nothing can be one. */
export const randomFleet = fc.constantFrom(2, 6, 20).chain((signalsMax) =>
  fc.array(fc.array(said, { maxLength: signalsMax, size: 'max' }), {
    minLength: ACCOUNTS,
    maxLength: ACCOUNTS,
  }),
);
