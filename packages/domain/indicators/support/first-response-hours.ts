import { medianHours } from './median-hours.ts';

export const firstResponseHours = medianHours({
  id: 'first-response-hours',
  title: 'Median time to first response',
  question: 'How long do they wait until somebody answers?',
  reached: 'responded',
  back: 'responded_back',
  afterMs: 'response_ms',
  health: [
    [1, 100],
    [4, 80],
    [12, 50],
    [24, 25],
    [72, 0],
  ],
  formula:
    'Median hours from the first opening to the first reply by an agent after it, over tickets first answered in the last ' +
    '90 whole days. One not answered yet, or whose opening was never seen, does not count. Source: first reply time, as ' +
    'help desks report it, in calendar hours.',
  nextStep: 'They wait for a first word: see who takes their tickets, and when nobody does.',
});
