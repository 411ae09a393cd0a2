import type { Architecture } from '../../../pricing/index.js';
import type { Scenario } from '../../../scenario/index.js';
import { CommandError } from '../../command-error.js';
import { type OpenConnection, openConnection } from '../../open/open-connection.js';
import type { OpenOptions } from '../../open/open-options.js';
import type { AskedSides } from './asked-sides.js';
import { makeSide } from './make-side.js';
import { type PreparedSide, prepareSide } from './prepare-side.js';
import { withRole } from './role.js';
import type { OpenSides } from './side.js';

/**
 * Finds, checks out, builds and makes what both sides are, in this order: what cannot be built needs no function. All of
 * it is removed by the clean-up, and when this process is killed.
 * @param say tells the user what takes so long, and what to know of a side
 */
export async function openSides(
  { base, head, isSelf, scenario }: AskedSides,
  opening: OpenOptions,
  say: (line: string) => void,
): Promise<OpenSides> {
  if (base.kind === 'recording' || head.kind === 'recording') throw new CommandError('not yet', 'not yet');
  const { signal, cleanup } = opening;
  const options = { scenario, cleanup, signal, say };
  const ofBase = await prepareSide('base', base, options);
  const ofHead = isSelf ? ofBase : await prepareSide('head', head, options);
  const open = await openConnection({ ...scenario, isEmbedded: isEmbedded([ofBase, ofHead], opening) }, opening);
  const parts = { scenario, architecture: architectureOf(scenario, open), open, opening };
  const [rolled, other] = await withRole([ofBase, ofHead], open.connection);
  const baseSide = await makeSide(base, rolled, { side: 'base', ...parts });
  const headSide = await makeSide(head, other, { side: 'head', ...parts });
  if (baseSide.architecture !== headSide.architecture) {
    throw new CommandError(
      `base is on ${baseSide.architecture} and head on ${headSide.architecture}: they cannot be compared`,
      'kelvin tune compares architectures',
    );
  }
  return { connection: open.connection, causeOf: open.causeOf, base: baseSide, head: headSide, scenario };
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
