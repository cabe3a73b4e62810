import { z } from 'zod';

export type Env = Readonly<Record<string, string | undefined>>;

export interface ConfigProblem {
  /** The environment variable. */
  readonly name: string;
  /** What it holds now; null when it is not set. Values of variables that look secret are not repeated. */
  readonly value: string | null;
  readonly problem: string;
  /** The schema's own description: what belongs there. */
  readonly hint: string | null;
}

/** Everything that is wrong with the environment, not just the first thing. */
export class ConfigError extends Error {
  readonly code = 'CONFIG_INVALID';
  readonly problems: readonly ConfigProblem[];
  constructor(problems: readonly ConfigProblem[]) {
    super(['The configuration is not valid:', ...problems.map(describe)].join('\n'));
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

const SECRET_NAME = /KEY|SECRET|TOKEN|PASSWORD/;

/**
 * Reads the variables named by `shape` from `env` and parses each. An empty variable counts as not set, since
 * that is how shells and compose files unset one. Throws a {@link ConfigError} that names every problem.
 */
export function loadConfig<S extends z.ZodRawShape>(shape: S, env: Env): z.output<z.ZodObject<S>> {
  const given = Object.keys(shape).flatMap((name) => (env[name] ? [[name, env[name]] as const] : []));
  const parsed = z.object(shape).safeParse(Object.fromEntries(given));
  if (parsed.success) return parsed.data;
  throw new ConfigError(parsed.error.issues.map((issue) => problemOf(issue, shape, env)));
}

function problemOf(issue: z.core.$ZodIssue, shape: z.ZodRawShape, env: Env): ConfigProblem {
  const name = String(issue.path[0] ?? '');
  const value = env[name] || null;
  const schema = shape[name] as z.ZodType | undefined;
  return {
    name,
    value: value !== null && SECRET_NAME.test(name) ? '(hidden)' : value,
    problem: value === null && issue.code === 'invalid_type' ? 'is not set' : issue.message,
    hint: schema?.description ?? null,
  };
}

function describe({ name, value, problem, hint }: ConfigProblem): string {
  const shown = value === null ? '' : ` (now ${JSON.stringify(value)})`;
  return `  ${name}: ${problem}${shown}${hint === null ? '' : `; expected: ${hint}`}`;
}

/**
 * {@link loadConfig} for a process: prints every problem and exits 2; with `--validate` among the arguments it
 * prints that all is well and exits 0 instead of returning.
 */
export function configFromProcess<S extends z.ZodRawShape>(shape: S): z.output<z.ZodObject<S>> {
  const config = loadOrExit(shape);
  if (process.argv.includes('--validate')) {
    process.stdout.write('The configuration is valid.\n');
    process.exit(0);
  }
  return config;
}

function loadOrExit<S extends z.ZodRawShape>(shape: S): z.output<z.ZodObject<S>> {
  try {
    return loadConfig(shape, process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
}
