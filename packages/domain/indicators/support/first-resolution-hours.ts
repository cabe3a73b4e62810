import { medianHours } from './median-hours.ts';

export const firstResolutionHours = medianHours({
  id: 'first-resolution-hours',
  title: 'Median time to first resolution',
  question: 'How long until a first solution is offered?',
  reached: 'once_solved',
  back: 'once_back',
  afterMs: 'first_resolution_ms',
  health: [
    [4, 100],
    [24, 80],
    [72, 50],
    [168, 20],
    [336, 0],
  ],
  formula:
    'Median hours from the first opening to the first resolution or closing after it, whether that held or not, over ' +
    'tickets first resolved in the last 90 whole days. Source: first resolution time, as help desks report it beside the ' +
    'full one, which is median-resolution-hours.',
  nextStep: 'A first solution takes long: look at which tickets wait, and for whom.',
});
