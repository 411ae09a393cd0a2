import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Side } from '../../../recording/index.js';
import { type CodeFunction, codeFault, type Scenario } from '../../../scenario/index.js';
import type { Cleanup } from '../../cleanup.js';
import { CommandError } from '../../command-error.js';
import { keptFolder } from './kept-folder.js';
import { checkedOut } from './prepare-code.js';
import { type MeasuredSource, type Source, shown, sourceText } from './source.js';

/** A package alone, for a function whose configuration is another's. */
export type BareCode = Pick<CodeFunction, 'folder' | 'zip'>;

/** What a side is made of, before there is anything to make it on. */
export type PreparedSide =
  | { readonly kind: 'code'; readonly code: CodeFunction }
  | {
      readonly kind: 'copy';
      readonly name: string;
      readonly qualifier?: string;
      /** In the place of its own. */
      readonly code?: BareCode;
    };

export interface PrepareOptions {
  readonly scenario: Scenario;
  readonly cleanup: Cleanup;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

/** Checks out, builds and unpacks; what is made for it goes with the clean-up. */
export async function prepareSide(side: Side, source: MeasuredSource, options: PrepareOptions): Promise<PreparedSide> {
  const { scenario, cleanup } = options;
  const { function: fn } = scenario;
  switch (source.kind) {
    case 'function': {
      const { name, qualifier } = source;
      return { kind: 'copy', name, ...(qualifier === undefined ? {} : { qualifier }) };
    }
    case 'folder':
      return withCode(side, source, { folder: source.path }, fn);
    case 'zip':
      return withCode(side, source, await unpackedFile(source.path, cleanup), fn);
    default:
      return { kind: 'code', code: await versioned(side, source, fn, options) };
  }
}

async function withCode(side: Side, source: Source, bare: BareCode, fn: Scenario['function']): Promise<PreparedSide> {
  if (fn.kind === 'existing') {
    const { name, qualifier } = fn;
    return { kind: 'copy', name, code: bare, ...(qualifier === undefined ? {} : { qualifier }) };
  }
  const { build: _, ...otherwise } = fn;
  const code = { ...otherwise, ...bare };
  const fault = await codeFault(code);
  if (fault === undefined) return { kind: 'code', code };
  const inside = bare.zip === undefined ? fault : fault.replaceAll(bare.folder, shown(bare.zip));
  throw new CommandError(
    `${side}, ${sourceText(source)}: ${inside}`,
    'it is packed as it lies there: name the folder that the handler is found from',
  );
}

async function unpackedFile(zip: string, cleanup: Cleanup): Promise<BareCode> {
  const { folder } = await unpacked(await readFile(zip), cleanup).catch((error: unknown) => {
    throw new CommandError(`${shown(zip)} cannot be unpacked: ${(error as Error).message}`, 'zip it again');
  });
  return { folder, zip };
}

/** What is in a package, in a folder that goes with the run. */
export async function unpacked(zip: Buffer, cleanup: Cleanup): Promise<BareCode> {
  const { unzip } = await import('../../../emulator/index.js');
  const folder = await keptFolder(cleanup);
  await unzip(zip, folder);
  return { folder };
}

async function versioned(
  side: Side,
  source: Extract<Source, { kind: 'git' | 'working-tree' }>,
  fn: Scenario['function'],
  { scenario, cleanup, signal, say }: PrepareOptions,
): Promise<CodeFunction> {
  const what = `${side}, ${sourceText(source)}`;
  if (fn.kind === 'existing') {
    throw new CommandError(
      `${what} has no code: ${scenario.name} is a function that exists`,
      `name function:${scenario.name}:QUALIFIER, a zip or a folder`,
    );
  }
  if (source.kind === 'working-tree' && source.git === undefined) return fn;
  const context = { scenario, function: fn, signal, say };
  const from = source.kind === 'git' ? source : { kind: source.kind, root: source.git?.root ?? fn.folder };
  return checkedOut(from, what, join(await keptFolder(cleanup), side), context);
}
