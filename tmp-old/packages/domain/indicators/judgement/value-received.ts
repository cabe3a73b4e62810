import { assessmentIndicator } from './assessment-indicator.ts';

export const valueReceived = assessmentIndicator({
  id: 'value-received',
  title: 'Value received',
  question: 'How much value does this customer get from the product?',
  group: 'judgement',
  nextStep: 'They do not get what they paid for: go back to the goal they bought it for.',
});
