import type { IndicatorSource } from '../source.ts';
import { accounts } from './accounts.ts';
import { assessments } from './assessments.ts';
import { contacts } from './contacts.ts';
import { days } from './days.ts';
import { interactions } from './interactions.ts';
import { milestones } from './milestones.ts';
import { subscriptions } from './subscriptions.ts';
import { surveys } from './surveys.ts';
import { tickets } from './tickets.ts';

export const SOURCES: readonly IndicatorSource[] = [
  days,
  tickets,
  surveys,
  assessments,
  contacts,
  milestones,
  interactions,
  subscriptions,
  accounts,
];
