import { assessmentIndicator } from './assessment-indicator.ts';

export const relationshipStrength = assessmentIndicator({
  id: 'relationship-strength',
  title: 'Strength of relationship',
  question: 'How strong is our relationship with this customer?',
  group: 'judgement',
  nextStep: 'The relationship is thin: meet in person, and know more than one of them.',
});
