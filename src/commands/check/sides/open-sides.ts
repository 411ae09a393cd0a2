import type { Architecture } from '../../../pricing/index.js';
import type { Side } from '../../../recording/index.js';
import type { Scenario } from '../../../scenario/index.js';
import { CommandError } from '../../command-error.js';
import { checkHooks } from '../../hooks/index.js';
import { type OpenConnection, openConnection } from '../../open/open-connection.js';
import type { OpenOptions } from '../../open/open-options.js';
import type { AskedSides } from './asked-sides.js';
import { makeSide } from './make-side.js';
import { type PreparedSide, prepareSide } from './prepare-side.js';
import { openRecorded } from './recorded/open-recorded.js';
import { readRecorded } from './recorded/read-recorded.js';
import { roleFor, withRole } from './role.js';
import type { MeasuredSide, OpenSides } from './side.js';
import type { MeasuredSource } from './source.js';

/**
 * Finds, checks out, builds and makes what both sides are, in this order: what cannot be built needs no function. All of
 * it is removed by the clean-up, and when this process is killed.
 * @param say tells the user what takes so long, and what to know of a side
 */
export async function openSides(
  asked: AskedSides,
  opening: OpenOptions,
  say: (line: string) => void,
): Promise<OpenSides> {
  const { base, head, isSelf, scenario } = asked;
  const { signal, cleanup } = opening;
  const options = { scenario, cleanup, signal, say };
  // What cannot be compared at all is known first, and what cannot be built before anything is made.
  const read = base.kind === 'recording' ? readRecorded(base.path) : undefined;
  const ofBase = base.kind === 'recording' ? undefined : await prepareSide('base', base, options);
  const ofHead = isSelf && ofBase !== undefined ? ofBase : await prepareSide('head', head, options);
  const prepared = [ofBase, ofHead].filter((it) => it !== undefined);
  checkHooks(scenario.hooks, isEmbedded(prepared, opening) ? 'embedded-emulator' : 'functions');
  const open = await openConnection({ ...scenario, isEmbedded: isEmbedded(prepared, opening) }, opening);
  const { connection, causeOf, environment } = open;
  const role = await roleFor(prepared, connection);
  const parts = { scenario, architecture: architectureOf(scenario, open), open, opening };
  const make = (side: Side, source: MeasuredSource, it: PreparedSide) =>
    makeSide(source, withRole(it, role), { side, ...parts });
  if (read !== undefined) {
    const measured = await make('head', head, ofHead);
    const context = { ...asked, head: measured, connection, now: new Date(), say };
    return { connection, causeOf, environment, head: measured, ...openRecorded(read, context) };
  }
  if (ofBase === undefined || base.kind === 'recording') throw new Error('a base is recorded or made');
  const baseSide = await make('base', base, ofBase);
  const headSide = await make('head', head, ofHead);
  checkArchitectures(baseSide, headSide);
  if (!isSelf && isSame(baseSide, headSide)) say('base and head are the same package: all that differs is noise');
  return { connection, causeOf, environment, base: baseSide, head: headSide, scenario };
}

const isSame = ({ configuration: one }: MeasuredSide, { configuration: other }: MeasuredSide): boolean =>
  one.CodeSha256 !== undefined && CONFIGURED.every((it) => JSON.stringify(one[it]) === JSON.stringify(other[it]));

/** What of a function makes it start and run as it does. */
const CONFIGURED = ['CodeSha256', 'Runtime', 'Handler', 'Environment', 'Layers'] as const;

function checkArchitectures(base: MeasuredSide, head: MeasuredSide): void {
  if (base.architecture === head.architecture) return;
  throw new CommandError(
    `base is on ${base.architecture} and head on ${head.architecture}: they cannot be compared`,
    'kelvin tune compares architectures',
  );
}

/** A function that exists is where the SDK's own chain says. */
const isEmbedded = (sides: readonly PreparedSide[], { endpointUrl }: OpenOptions): boolean =>
  endpointUrl === undefined && sides.every(({ kind }) => kind === 'code');

/** Of what is made from code: one that was asked for; else on an emulator this machine's own, as it runs no other. */
function architectureOf({ asked: { architectures = [] } }: Scenario, { connection }: OpenConnection): Architecture {
  const [one, ...others] = architectures;
  if (others.length > 0) throw new CommandError('a check is of one architecture', 'choose it with --arch');
  const own = process.arch === 'arm64' ? 'arm64' : 'x86_64';
  return one ?? (connection.kind === 'emulator' ? own : 'x86_64');
}
