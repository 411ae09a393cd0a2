import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PriceBook } from '../pricing/index.js';
import { accessOf } from './access.js';
import { cautionOf } from './caution.js';
import { Cleanup } from './cleanup.js';
import type { Io, RawOptions } from './command.js';
import { CommandError } from './command-error.js';
import { endpointOf } from './endpoint.js';
import type { Exit } from './exit-code.js';
import { endOnSignals, RunControl } from './interrupt.js';
import { limitsOf } from './limits.js';
import { networkOf } from './network-option.js';
import { noiseArguments, noiseOf } from './noise.js';
import { Aftermath } from './open/aftermath.js';
import type { OpenOptions } from './open/open-options.js';
import { priceCheck, pricedRegion } from './price-check.js';
import { ownBooks } from './prices.js';
import { type Rehearsed, rehearsalFolder, rehearsedRun } from './rehearsal/rehearsed-run.js';
import { runFolder } from './run-folder.js';
import { text } from './scenario-from-options.js';
import { Troubles } from './troubles.js';
import { waitOf } from './wait-option.js';

/** What the options say of the emulator that a run starts for itself. */
export type EmulatorOptions = Pick<OpenOptions, 'noise' | 'network' | 'limits'>;

export function emulatorOptionsOf(options: RawOptions, seed: number): EmulatorOptions {
  const noise = noiseOf(options, () => seed);
  return {
    ...(noise === undefined ? {} : { noise: noiseArguments(noise) }),
    ...networkOf(options),
    ...limitsOf(options),
  };
}

/** What a run has from its beginning on. */
export interface RunParts {
  /** Of the recording, which does not exist yet. */
  readonly path: string;
  readonly startedAt: Date;
  /** The user's own, when --prices names a file. */
  readonly books: readonly PriceBook[] | undefined;
  readonly control: RunControl;
  /** What a Ctrl-C does that the live view reads as a key. */
  readonly interrupt: () => void;
  readonly opening: OpenOptions;
}

export interface RunSteps {
  /** Opens what is needed, measures and records. */
  readonly perform: (parts: RunParts) => Promise<void>;
  /** Goes through it without a change, for --dry-run. */
  readonly rehearse?: (parts: RunParts) => Promise<Rehearsed | undefined>;
  /** Called when a recording stands on disk, however the run ended. */
  readonly conclude: (recordingPath: string) => Promise<Exit>;
}

/** One run with a recording: whatever happens, what it has changed is put back, and what was measured reported. */
export async function recordedRun(
  { name, region }: { readonly name: string; readonly region?: string },
  emulator: EmulatorOptions,
  options: RawOptions,
  io: Io,
  { perform, rehearse, conclude }: RunSteps,
): Promise<Exit> {
  const startedAt = new Date();
  const books = ownBooks(options);
  const checkPrices = priceCheck(startedAt, books);
  // The SDK's chain may name the region instead; then the check comes when it is known.
  if (region !== undefined) checkPrices(region, []);
  const { mode } = cautionOf(options);
  const isRehearsed = mode === 'rehearsal' && rehearse !== undefined;
  const folder = isRehearsed ? rehearsalFolder() : runFolder(name, startedAt, text(options.out));
  const path = join(folder, 'recording.jsonl');
  if (existsSync(path)) throw new CommandError(`${path} exists already`, 'name a new folder with --out');
  const control = new RunControl();
  const aftermath = new Aftermath();
  const { interrupt, forget } = endOnSignals(control, () => {
    say(io, aftermath.unfinishedLines());
    process.exit(130);
  });
  const cleanup = new Cleanup();
  const troubles = new Troubles();
  const opening = {
    mode,
    ...{ ...endpointOf(options), access: accessOf(options) },
    ...{ ...emulator, folder, cli: io.cli, signal: control.signal, cleanup, aftermath, checkPrices },
    say: (line: string) => say(io, [line]),
    held: new Map(),
    ...waitOf(options),
    copy: options.copy === true,
    onLatest: options.onLatest === true,
    readOnly: options.readOnly === true,
    pricedRegion: (asked: string) => pricedRegion(asked, checkPrices, io),
  };
  const parts = { path, startedAt, books, control, interrupt, opening };
  let exit: Exit = isRehearsed ? 'ok' : 'failed';
  if (isRehearsed) await rehearsedRun(() => rehearse(parts), { folder, cleanup, troubles }, io);
  else await troubles.noting(() => perform(parts));
  troubles.add(...(await cleanup.run()));
  await troubles.noting(async () => {
    if (existsSync(path)) exit = await conclude(path);
  });
  forget();
  const trouble = troubles.asOne(control.reason !== undefined);
  if (isRehearsed && trouble !== undefined) throw trouble;
  if (trouble !== undefined) exit = await toldAs(trouble, io);
  const isInOrder = trouble === undefined && control.reason === undefined && exit !== 'failed';
  // Who has mistyped an option has not thought of a function that was changed.
  const isMistake = exit === 'usage' && !aftermath.isAnythingChanged;
  if (!isRehearsed && !isInOrder && !isMistake) say(io, aftermath.lines());
  return control.reason === 'interrupted' && trouble === undefined ? 'interrupted' : exit;
}

/** Before the function's fate, which is to be the last line. */
async function toldAs(trouble: unknown, { stderr }: Io): Promise<Exit> {
  const { describeError } = await import('./report-error.js');
  const { text, exit } = await describeError(trouble);
  stderr.write(`${text}\n`);
  return exit;
}

const say = ({ stderr }: Io, lines: readonly string[]): void => {
  for (const line of lines) stderr.write(`kelvin: ${line}\n`);
};
