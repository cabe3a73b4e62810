import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  ConfigurationFault,
  readAssessments,
  readYamlFile,
  SHIPPED_CONFIG_DIR,
} from '@bellwether/configuration';
import { type AssessmentTemplate, assessmentSchema, type Question } from '@bellwether/domain';
import { CliError, usageError } from '../output/cli-error.ts';

/** A question, and the template that asks it. */
export interface Asked {
  readonly template: AssessmentTemplate;
  readonly question: Question;
}

/** The templates of the configuration that the services read too: `CONFIG_DIR`, else the shipped one. */
export function templatesHere(env: NodeJS.ProcessEnv = process.env): readonly AssessmentTemplate[] {
  const dir = env.CONFIG_DIR || SHIPPED_CONFIG_DIR;
  return orCliError(() => readAssessments(join(dir, 'assessments')).templates);
}

/** One of `templates` by its id, or a file's. @throws CliError (wrong usage) naming those there are */
export function templateNamed(name: string, templates: readonly AssessmentTemplate[]): AssessmentTemplate {
  const known = templates.find(({ id }) => id === name);
  if (known) return known;
  if (existsSync(name)) return orCliError(() => readYamlFile(name, assessmentSchema));
  const ids = templates.map(({ id }) => id).join(', ');
  throw usageError(`There is no assessment ${name}.`, `Give ${ids}, or the path of a file.`);
}

/** The question of an id in any of the templates. */
export function questionNamed(id: string, templates: readonly AssessmentTemplate[]): Asked | undefined {
  return templates
    .flatMap((template) => template.questions.map((question) => ({ template, question })))
    .find(({ question }) => question.id === id);
}

function orCliError<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ConfigurationFault)) throw error;
    throw new CliError(error.message, {
      remedy: 'config/assessments/assessment.schema.json describes every key.',
      cause: error.cause,
    });
  }
}
