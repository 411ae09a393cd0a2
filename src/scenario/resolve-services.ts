import type { ProblemList } from './problem-list.js';
import { type Service, serviceVariable } from './scenario.js';
import type { ScenarioFile } from './schema.js';

/** The services of a file, and what they clash with in the environment of a function. */
export function resolveServices(file: ScenarioFile, folder: string, problems: ProblemList): readonly Service[] {
  const services = Object.entries(file.services ?? {}).map(([name, { run }]) => ({ name, command: run, folder }));
  const functions = [...(file.function === undefined ? [] : [file.function]), ...Object.values(file.functions ?? {})];
  const variables = functions.flatMap(({ environment }) => Object.keys(environment ?? {}));
  const taken = new Map(variables.map((name) => [name, 'the environment of the function']));
  for (const { name } of services) {
    const variable = serviceVariable({ name });
    const holder = taken.get(variable);
    if (holder !== undefined) {
      problems.add(['services', name], `${variable} is taken by ${holder}; expected a name of its own`);
    }
    taken.set(variable, `the service ${name}`);
    if (functions.some((it) => it.name !== undefined)) {
      problems.add(['services', name], 'a function that exists does not learn its address; expected `code`');
    }
  }
  return services;
}
