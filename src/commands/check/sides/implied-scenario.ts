import { existsSync, statSync } from 'node:fs';
import { type Scenario, ScenarioError, scenarioForFunction, scenarioFromHandler } from '../../../scenario/index.js';
import type { RawOptions } from '../../command.js';
import { CommandError } from '../../command-error.js';
import { namedScenario } from '../../scenario-from-options.js';
import type { Source } from './source.js';

const NOTHING_NAMED = {
  problem: 'there is nothing to check',
  hint: 'name a scenario (scenarios/cpu-bound.yaml), a handler file, or --function',
};

/** Where a scenario is looked for that is not named. */
const USUAL_FILES = ['kelvin.yaml', 'kelvin.yml'];

/** What the command line or the working folder names; undefined where that is nothing. */
export async function scenarioNamed(argument: string | undefined, options: RawOptions): Promise<Scenario | undefined> {
  const isNamed = argument !== undefined || options.function !== undefined;
  const found = isNamed ? argument : USUAL_FILES.find((it) => existsSync(it));
  return isNamed || found !== undefined ? namedScenario(found, options, NOTHING_NAMED) : undefined;
}

/** The file that says what is checked, as it was named; undefined where it is a folder or there is none. */
export function scenarioFile(argument: string | undefined, { function: name }: RawOptions): string | undefined {
  const named = argument ?? (name === undefined ? USUAL_FILES.find((it) => existsSync(it)) : undefined);
  return named !== undefined && statSync(named, { throwIfNoEntry: false })?.isFile() === true ? named : undefined;
}

/** What the sides themselves say of how their code is run. @throws CommandError where that is nothing */
export async function impliedScenario(base: Source | undefined, head: Source | undefined): Promise<Scenario> {
  if (head?.kind === 'function') return scenarioForFunction(head.name, head.qualifier);
  if (head?.kind === 'folder') return scenarioFromHandler(head.path);
  if (head?.kind === 'zip') {
    if (base?.kind === 'function') return scenarioForFunction(base.name, base.qualifier);
    throw new CommandError('a zip says neither its handler nor its runtime', 'name a scenario that does');
  }
  try {
    return await scenarioFromHandler('.');
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    if (base?.kind === 'function' && head === undefined) return scenarioForFunction(base.name);
    throw new CommandError(NOTHING_NAMED.problem, NOTHING_NAMED.hint);
  }
}
