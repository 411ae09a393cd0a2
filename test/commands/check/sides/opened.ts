import assert from 'node:assert/strict';
import { join } from 'node:path';
import { askedSides } from '../../../../src/commands/check/sides/asked-sides.js';
import { openSides } from '../../../../src/commands/check/sides/open-sides.js';
import type { OpenSides } from '../../../../src/commands/check/sides/side.js';
import { Cleanup } from '../../../../src/commands/cleanup.js';
import type { RawOptions } from '../../../../src/commands/command.js';
import { Aftermath } from '../../../../src/commands/open/aftermath.js';
import { megabytes } from '../../../../src/units/index.js';
import { CLI } from '../../kelvin.js';

export interface Opened {
  readonly sides: OpenSides;
  /** What the user was told meanwhile. */
  readonly said: readonly string[];
}

/** Opens the sides that a command line names, hands them over, and cleans up after it. */
export async function withSides<T>(
  argument: string | undefined,
  options: RawOptions,
  folder: string,
  use: (opened: Opened) => Promise<T>,
  signal = new AbortController().signal,
): Promise<T> {
  const cleanup = new Cleanup();
  const said: string[] = [];
  const before = process.cwd();
  process.chdir(folder);
  try {
    const asked = await askedSides(argument, options, {});
    const opening = {
      ...{
        folder: join(folder, 'run'),
        cli: CLI,
        signal,
        cleanup,
        aftermath: new Aftermath(),
        say: () => {},
        held: new Map(),
      },
      ...(typeof options.endpointUrl === 'string' ? { endpointUrl: options.endpointUrl } : {}),
      checkPrices: () => {},
      pricedRegion: (region: string) => region,
    };
    return await use({ sides: await openSides(asked, opening, (line) => said.push(line)), said });
  } finally {
    process.chdir(before);
    assert.deepEqual(await cleanup.run(), []);
  }
}

/** What each side answers when it is invoked. */
export async function answersOf({ base, head }: OpenSides): Promise<{ base: string; head: string }> {
  return { base: base.kind === 'measured' ? await answerOf(base) : 'recorded', head: await answerOf(head) };
}

async function answerOf(side: OpenSides['head']): Promise<string> {
  const { signal } = new AbortController();
  const fresh = await side.freshVersion(megabytes(1024), signal);
  const answer = await fresh.invoke('{}', signal);
  await fresh.discard();
  return answer.kind === 'answered' ? answer.payload : answer.kind;
}
