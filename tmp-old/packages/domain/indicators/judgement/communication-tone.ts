import { assessmentIndicator } from './assessment-indicator.ts';

export const communicationTone = assessmentIndicator({
  id: 'communication-tone',
  title: 'Tone of communications',
  question: 'What is the tone of our communications with this customer?',
  group: 'judgement',
  nextStep: 'The tone has soured: have someone senior call, listen and follow up in writing.',
});
