import {
  type AwsDiagnosis,
  connect,
  diagnoseAws,
  NEEDS,
  type Need,
  needNames,
  policyFor,
  TargetError,
} from '../../target/index.js';
import { accessOf } from '../access.js';
import type { Io, RawOptions } from '../command.js';
import { CommandError } from '../command-error.js';
import { endpointOf } from '../endpoint.js';
import type { Exit } from '../exit-code.js';
import { namedFunction } from '../named-function.js';
import { put } from '../put.js';
import { text } from '../scenario-from-options.js';

/** What is looked at where nothing is named: the commands that a function is measured with. */
const USUAL: readonly Need[] = ['tune', 'load', 'check', 'apply', 'restore'];

/**
 * Says who calls AWS, where, and which of the permissions that each command needs are there: each is tried by a call that
 * changes nothing. Code 0 where no command lacks what it cannot go without.
 */
export async function doctorAws(options: RawOptions, io: Io): Promise<Exit> {
  for (const host of ['memory', 'limits']) {
    if (options[host] !== undefined) throw new CommandError(`--${host} is about this host`, 'leave out --aws or it');
  }
  const named = namedFunction(options);
  const region = text(options.region) ?? named?.region;
  if (options.policy !== undefined) return printPolicy(options, named?.shortName, region, io);
  const asked = text(options.for);
  const needs = asked === undefined ? USUAL : needsIn('--for', asked);
  const connection = await connect({
    ...endpointOf(options),
    ...accessOf(options),
    ...(region === undefined ? {} : { region }),
  });
  try {
    const show = progressOn(io);
    const diagnosis = await diagnoseAws(connection, text(options.function), needs, show);
    show('');
    await print(diagnosis, options, io);
    return diagnosis.needs.some(({ verdict }) => verdict === 'denied') ? 'failed' : 'ok';
  } catch (error) {
    if (error instanceof TargetError && io.stderr.isTTY === true) io.stderr.write('\r\u001b[K');
    throw error;
  } finally {
    connection.close();
  }
}

/** Nothing is called for it: a policy is wanted before anything may be called. */
function printPolicy(options: RawOptions, functionName: string | undefined, region: string | undefined, io: Io): Exit {
  const needs = needsIn('--policy', text(options.policy) ?? '');
  const policy = policyFor(needs, {
    ...(region === undefined ? {} : { region }),
    ...(functionName === undefined ? {} : { functionName }),
  });
  io.stdout.write(`${JSON.stringify(policy, null, 2)}\n`);
  return 'ok';
}

function needsIn(flag: string, typed: string): readonly Need[] {
  const names = typed.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !Object.hasOwn(NEEDS, name));
  if (unknown === undefined) return [...new Set(names)] as Need[];
  throw new CommandError(`${flag} ${unknown} is nothing that Kelvin needs permissions for`, needNames().join(', '));
}

/** One line that is written over, in a terminal alone. */
function progressOn({ stderr }: Io): (action: string) => void {
  return (action) => {
    if (stderr.isTTY === true) stderr.write(`\r\u001b[K${action === '' ? '' : `trying ${action}`}`);
  };
}

async function print(diagnosis: AwsDiagnosis, { json }: RawOptions, io: Io): Promise<void> {
  if (json !== undefined) {
    const { renderAwsDiagnosisJson } = await import('../../views/json/index.js');
    put(json, renderAwsDiagnosisJson(diagnosis), io);
  }
  if (json === true || json === '-') return;
  const { renderAwsDiagnosis } = await import('../../views/terminal/index.js');
  const color = io.stdout.isTTY === true && (io.env.NO_COLOR ?? '') === '';
  io.stdout.write(renderAwsDiagnosis(diagnosis, { width: Math.min(io.stdout.columns ?? 80, 100), color }));
}
