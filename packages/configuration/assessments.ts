import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  type AssessmentTemplate,
  assessmentSchema,
  INDICATORS,
  templateVersionOf,
  WISHED_FREQUENCIES,
  WISHED_FREQUENCY_QUESTION,
} from '@bellwether/domain';
import { digestOf } from './digest.ts';
import { ConfigurationFault, checkYamlFile } from './read-file.ts';

/** The templates in use, and those that answers in the past were given under. */
export interface Assessments {
  readonly templates: readonly AssessmentTemplate[];
  readonly earlier: readonly AssessmentTemplate[];
}

interface TemplateFile {
  /** Within the folder. */
  readonly file: string;
  readonly template: AssessmentTemplate;
}

const EARLIER = 'earlier';

/**
 * All assessment templates of a folder like `config/assessments`, and in `earlier/` what they were under each version
 * before. A folder that does not exist has none. @throws ConfigurationFault naming every mistake of every file
 */
export function readAssessments(dir: string): Assessments {
  const problems: string[] = [];
  const read = (folder: string) =>
    yamlFiles(join(dir, folder)).flatMap((name): TemplateFile[] => {
      const file = join(folder, name);
      const checked = checkYamlFile(join(dir, file), assessmentSchema);
      if (checked.kind === 'valid') return [{ file, template: checked.value }];
      problems.push(...checked.problems.map((problem) => `${file}: ${problem}`));
      return [];
    });
  const templates = read('.');
  const earlier = read(EARLIER);
  problems.push(
    ...twice(templates),
    ...templates.flatMap((one) => [...withoutItsPast(one, earlier), ...unheard(one)]),
    ...earlier.flatMap((one) => notEarlier(one, templates)),
    ...[...templates, ...earlier].flatMap(changedUnderItsVersion),
  );
  if (problems.length > 0) throw new ConfigurationFault(dir, problems);
  return {
    templates: templates.map(({ template }) => template),
    earlier: earlier.map(({ template }) => template),
  };
}

function yamlFiles(dir: string): string[] {
  if (!existsSync(dir)) return [];
  return readdirSync(dir)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort();
}

/** Answers name their template and question, and a question's id is its indicator's. */
function twice(files: readonly TemplateFile[]): string[] {
  const taken = new Map(INDICATORS.map(({ id }) => [id, 'an indicator of another kind']));
  const templateIds = new Map<string, string>();
  return files.flatMap(({ file, template }) => {
    const other = templateIds.get(template.id);
    templateIds.set(template.id, file);
    const problems = other ? [`${file}: id: ${other} has the id ${template.id} too`] : [];
    template.questions.forEach(({ id }, n) => {
      const holder = taken.get(id);
      if (holder) problems.push(`${file}: questions.${n}.id: ${id} is taken by ${holder}`);
      taken.set(id, file);
    });
    return problems;
  });
}

/** A score keeps the definition it was given under, so every version there ever was has to be known. */
function withoutItsPast({ file, template }: TemplateFile, earlier: readonly TemplateFile[]): string[] {
  const versions = new Set(earlier.map((one) => templateVersionOf(one.template)));
  return Array.from({ length: template.version - 1 }, (_, n) => ({ id: template.id, version: n + 1 }))
    .filter((past) => !versions.has(templateVersionOf(past)))
    .map(
      ({ id, version }) =>
        `${file}: version: the file as it was under version ${version} is missing; keep it as ${EARLIER}/${id}-${version}.yaml`,
    );
}

function notEarlier({ file, template }: TemplateFile, present: readonly TemplateFile[]): string[] {
  const now = present.find((one) => one.template.id === template.id)?.template.version ?? Infinity;
  return template.version < now ? [] : [`${file}: version: ${template.version} is not earlier than ${now}`];
}

function changedUnderItsVersion({ file, template }: TemplateFile): string[] {
  const digest = digestOf(template);
  if (template.digest === undefined || template.digest === digest) return [];
  const { id, version } = template;
  return [
    `${file}: digest: steps are no longer what they were under version ${version}. If answers were given under it, keep ` +
      `the file as it was as ${EARLIER}/${id}-${version}.yaml and raise version; then write digest: '${digest}'`,
  ];
}

/** Another choice would be asked and recorded, and change nothing. */
function unheard({ file, template }: TemplateFile): string[] {
  return template.questions.flatMap(({ id, choices }, n) =>
    id !== WISHED_FREQUENCY_QUESTION || !choices
      ? []
      : Object.keys(choices)
          .filter((choice) => !WISHED_FREQUENCIES.includes(choice))
          .map(
            (choice) =>
              `${file}: questions.${n}.choices.${choice}: engagement knows only ${WISHED_FREQUENCIES.join(', ')}`,
          ),
  );
}
