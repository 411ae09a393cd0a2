import { join } from 'node:path';
import type { Architecture } from '../../../pricing/index.js';
import type { Side } from '../../../recording/index.js';
import type { CodeFunction, Scenario } from '../../../scenario/index.js';
import { CommandError } from '../../command-error.js';
import { type OpenConnection, openConnection } from '../../open/open-connection.js';
import { openFunction } from '../../open/open-function.js';
import type { OpenOptions } from '../../open/open-options.js';
import { slugOf } from '../../run-folder.js';
import { functionPart } from '../../run-header.js';
import type { AskedSides } from './asked-sides.js';
import { keptFolder } from './kept-folder.js';
import { checkedOut, sideText } from './prepare-code.js';
import type { MeasuredSide, OpenSides } from './side.js';
import { recordedSource, type Source } from './source.js';

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
  const { scenario } = asked;
  const head = await codeOf('head', asked.head, scenario, opening, say);
  const base = asked.isSelf ? head : await codeOf('base', asked.base, scenario, opening, say);
  const isEmbedded = opening.endpointUrl === undefined;
  const open = await openConnection({ ...scenario, isEmbedded }, opening);
  const architecture = architectureOf(scenario, open);
  const parts = { scenario, architecture, open, opening };
  return {
    connection: open.connection,
    causeOf: open.causeOf,
    base: await madeSide('base', asked.base, base, parts),
    head: await madeSide('head', asked.head, head, parts),
    scenario,
  };
}

/** One that was asked for; else this machine's own on an emulator, which runs no other. */
function architectureOf({ asked: { architectures = [] } }: Scenario, { connection }: OpenConnection): Architecture {
  const [one, ...others] = architectures;
  if (others.length > 0) throw new CommandError('a check is of one architecture', 'choose it with --arch');
  const own = process.arch === 'arm64' ? 'arm64' : 'x86_64';
  return one ?? (connection.kind === 'emulator' ? own : 'x86_64');
}

async function codeOf(
  side: Side,
  source: Source,
  scenario: Scenario,
  { cleanup, signal }: OpenOptions,
  say: (line: string) => void,
): Promise<CodeFunction> {
  const { function: fn } = scenario;
  if (fn.kind !== 'code') throw new CommandError('not yet', 'not yet');
  const context = { scenario, function: fn, signal, say };
  const what = sideText(side, source);
  if (source.kind === 'git') return checkedOut(source, what, join(await keptFolder(cleanup), side), context);
  if (source.kind === 'folder') return { ...fn, folder: source.path };
  if (source.kind !== 'working-tree') throw new CommandError('not yet', 'not yet');
  if (source.git === undefined) return fn;
  const tree = { kind: source.kind, root: source.git.root };
  return checkedOut(tree, what, join(await keptFolder(cleanup), side), context);
}

interface Parts {
  readonly scenario: Scenario;
  readonly architecture: Architecture;
  readonly open: OpenConnection;
  readonly opening: OpenOptions;
}

async function madeSide(
  side: Side,
  source: Source,
  code: CodeFunction,
  { scenario, architecture, open, opening }: Parts,
): Promise<MeasuredSide> {
  if (source.kind === 'recording') throw new Error('a recording is not made');
  // The name of a function is cut at its end, where the sides differ.
  const name = `${slugOf(scenario.name).slice(0, 24)}-${side}`;
  const wanted = { spec: code, name, architectures: [architecture], journalSuffix: `-${side}` };
  const { configuration, functions } = await openFunction(wanted, open, opening);
  const fn = functions.get(architecture);
  if (fn === undefined) throw new Error(`there is no function for ${architecture}`);
  return {
    kind: 'measured',
    source: recordedSource(source),
    function: functionPart({ spec: code, name, configuration, connection: open.connection }),
    configuration,
    architecture,
    code: { ...code, environment: { ...code.environment, ...open.environment } },
    freshVersion: (memorySizeMB, signal) => fn.freshVersion(memorySizeMB, signal),
  };
}
