import { assessmentIndicator } from './assessment-indicator.ts';

export const likelihoodToRenew = assessmentIndicator({
  id: 'likelihood-to-renew',
  title: 'Likelihood to renew',
  question: 'How likely is this customer to renew?',
  group: 'judgement',
  nextStep: 'The person who knows them doubts the renewal: write down why, and who can change it.',
});
