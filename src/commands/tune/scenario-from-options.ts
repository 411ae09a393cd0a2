import { extname, resolve } from 'node:path';
import {
  loadScenario,
  type Overrides,
  readPayloads,
  type Scenario,
  scenarioForFunction,
  scenarioFromHandler,
  withOverrides,
} from '../../scenario/index.js';
import type { RawOptions } from '../command.js';
import { CommandError } from '../command-error.js';

/** The scenario that the command line means: a file, a handler without a file, or a function that exists. */
export async function scenarioFromOptions(argument: string | undefined, options: RawOptions): Promise<Scenario> {
  return withOverrides(await baseScenario(argument, options), await overridesOf(options), {
    memorySizesMB: '--memory',
  });
}

async function baseScenario(argument: string | undefined, options: RawOptions): Promise<Scenario> {
  const name = text(options.function);
  const qualifier = text(options.qualifier);
  if (name !== undefined && argument !== undefined) {
    throw new CommandError('both a scenario and --function are given', 'leave one of them out');
  }
  if (name !== undefined) return scenarioForFunction(name, qualifier);
  if (qualifier !== undefined) throw new CommandError('--qualifier goes with --function', 'name the function too');
  if (argument === undefined) {
    throw new CommandError(
      'there is nothing to tune',
      'name a scenario (scenarios/cpu-bound.yaml), a handler file, or --function',
    );
  }
  return /^\.ya?ml$/.test(extname(argument)) ? loadScenario(resolve(argument)) : scenarioFromHandler(resolve(argument));
}

async function overridesOf(options: RawOptions): Promise<Overrides> {
  const payload = text(options.payload);
  return {
    memorySizesMB: text(options.memory)?.split(',').map(numberOf),
    cold: count(options.cold),
    warm: count(options.warm),
    concurrency: count(options.concurrency),
    payloads: payload === undefined ? undefined : await readPayloads([{ file: payload }], process.cwd()),
    region: text(options.region),
    strategy: strategyText(options),
    coldShare: text(options.coldShare),
  };
}

/** One of three options at the most says what is wanted. */
function strategyText(options: RawOptions): string | undefined {
  const given = [
    ['--strategy', text(options.strategy), ''],
    ['--within', text(options.within), 'within '],
    ['--max-duration', text(options.maxDuration), 'max-duration '],
  ].filter(([, value]) => value !== undefined);
  if (given.length > 1) {
    throw new CommandError(`${given.map(([flag]) => flag).join(' and ')} exclude each other`, 'leave all but one out');
  }
  const [chosen] = given;
  return chosen === undefined ? undefined : `${chosen[2]}${chosen[1]}`;
}

const text = (value: string | boolean | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;
const numberOf = (typed: string): number => (typed.trim() === '' ? Number.NaN : Number(typed));

function count(value: string | boolean | undefined): number | undefined {
  const typed = text(value);
  return typed === undefined ? undefined : numberOf(typed);
}
