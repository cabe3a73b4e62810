import { medianHours } from './median-hours.ts';

export const medianResolutionHours = medianHours({
  id: 'median-resolution-hours',
  title: 'Median time to resolution',
  question: 'How long do they wait for a solution?',
  reached: 'solved',
  back: 'resolved_back',
  afterMs: 'resolution_ms',
  health: [
    [4, 100],
    [24, 80],
    [72, 50],
    [168, 20],
    [336, 0],
  ],
  formula:
    'Median hours from the first opening to the resolution that still stands, over tickets resolved in the last 90 ' +
    'whole days. A reopened ticket counts anew; one whose opening was never seen does not count. ' +
    'Source: full resolution time, as help desks report it, in calendar hours.',
  nextStep:
    'Solutions take long: look at the slowest tickets and tell support which ones hurt this customer.',
});
