import type { z } from 'zod';
import { account } from './account.ts';
import { assessment } from './assessment.ts';
import { contact } from './contact.ts';
import { featureUse } from './feature-use.ts';
import { interaction } from './interaction.ts';
import { login } from './login.ts';
import { milestone } from './milestone.ts';
import { subscription } from './subscription.ts';
import { survey } from './survey.ts';
import { ticket } from './ticket.ts';

/** The body of each signal as a source sends it, by topic. Nothing beyond its fields is accepted. */
export const signalSchemas = {
  'signals.login': login,
  'signals.feature-use': featureUse,
  'signals.ticket': ticket,
  'signals.survey': survey,
  'signals.assessment': assessment,
  'signals.contact': contact,
  'signals.milestone': milestone,
  'signals.interaction': interaction,
  'signals.subscription': subscription,
  'signals.account': account,
} as const;

type Schemas = typeof signalSchemas;
export type SignalName = keyof Schemas;

/** The body once checked: times in ms. */
export type SignalBody<N extends SignalName = SignalName> = z.output<Schemas[N]>;

/** What only the pipeline can say. */
export interface SignalStamp {
  readonly eventId: string;
  readonly tenantId: string;
  /** ms since the epoch. */
  readonly receivedAt: number;
}

/** A whole signal, ready to be encoded. */
export type Signal<N extends SignalName = SignalName> = Omit<SignalBody<N>, 'eventId'> & SignalStamp;
