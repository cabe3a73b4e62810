import { type Scale, scaleOf } from './scale.ts';
import { type AssessmentTemplate, templateVersionOf } from './template.ts';

/** A question whose answers are scores, now or later by a person who reads the words. */
export interface ScoredQuestion {
  readonly id: string;
  readonly title: string;
  readonly question: string;
  readonly nextStep: string;
  readonly present: Scale;
  /** The scales of earlier versions, by what signals say they were answered under. */
  readonly earlier: ReadonlyMap<string, Scale>;
}

const ASK_WHY = 'Ask the person who gave this answer what lies behind it, and agree on what would change it.';

/** The scored questions of templates, each with what its steps meant under the earlier versions given. */
export function scoredQuestions(
  templates: readonly AssessmentTemplate[],
  earlier: readonly AssessmentTemplate[] = [],
): ScoredQuestion[] {
  return templates.flatMap((template) =>
    template.questions.flatMap(({ id, title, question, nextStep = ASK_WHY, steps }) =>
      steps
        ? [{ id, title, question, nextStep, present: scaleOf(steps), earlier: scalesOf(id, template) }]
        : [],
    ),
  );

  function scalesOf(questionId: string, template: AssessmentTemplate): Map<string, Scale> {
    const versions = earlier.filter(({ id }) => id === template.id);
    return new Map(
      versions.flatMap((version) => {
        const steps = version.questions.find(({ id }) => id === questionId)?.steps;
        return steps ? [[templateVersionOf(version), scaleOf(steps)] as const] : [];
      }),
    );
  }
}
