import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bookFor, type PriceBook, PriceBookError, requireArchitecture } from '../../pricing/index.js';
import type { Scenario } from '../../scenario/index.js';
import { megabytes } from '../../units/index.js';
import { Cleanup } from '../cleanup.js';
import type { Io, RawOptions, Run } from '../command.js';
import { CommandError } from '../command-error.js';
import type { Exit } from '../exit-code.js';
import { limitsOf } from '../limits.js';
import { networkOf } from '../network-option.js';
import { noiseArguments, noiseOf } from '../noise.js';
import { ownBooks } from '../prices.js';
import { seedOf } from '../seed.js';
import { conclude } from './conclude.js';
import { headerOf } from './header.js';
import { endOnSignals, RunControl } from './interrupt.js';
import { type OpenOptions, type OpenTarget, openTarget } from './open-target.js';
import { record } from './record.js';
import { runFolder } from './run-folder.js';
import { scenarioFromOptions } from './scenario-from-options.js';

/** The main job: measure, record, recommend, report. Whatever happens, what was measured is reported and kept. */
export const tune: Run = async (argument, options, io) => {
  const seed = seedOf(options);
  const noise = noiseOf(options, () => seed);
  const limits = limitsOf(options);
  const asked = await scenarioFromOptions(argument, options);
  const startedAt = new Date();
  const books = ownBooks(options);
  const checkPrices = priceCheck(startedAt, books);
  // The SDK's chain may name the region instead; then the check comes when it is known.
  if (asked.region !== undefined) checkPrices(asked.region, []);
  const folder = runFolder(asked.name, startedAt, typeof options.out === 'string' ? options.out : undefined);
  const path = join(folder, 'recording.jsonl');
  if (existsSync(path)) throw new CommandError(`${path} exists already`, 'name a new folder with --out');
  const control = new RunControl();
  const signals = endOnSignals(control, () => process.exit(130));
  const cleanup = new Cleanup();
  const troubles: unknown[] = [];
  const noting = (step: () => Promise<void>): Promise<void> =>
    step().catch((error: unknown) => void troubles.push(error));
  await noting(async () => {
    const target = await openTarget(asked, {
      ...endpointOf(options),
      ...(noise === undefined ? {} : { noise: noiseArguments(noise) }),
      ...networkOf(options),
      ...limits,
      folder,
      cli: io.cli,
      signal: control.signal,
      cleanup,
      checkPrices,
      pricedRegion: (region) => pricedRegion(region, checkPrices, io),
    });
    const scenario = withCurrentSize(asked, target, options);
    const architectures = [...target.functions.keys()];
    const header = headerOf({ ...target, scenario, architectures, startedAt, seed, version: io.version, books });
    await record({ ...target, path, header, scenario, control, interrupt: signals.interrupt, options, io });
  });
  troubles.push(...(await cleanup.run()));
  let exit: Exit = 'failed';
  await noting(async () => {
    if (existsSync(path)) exit = await conclude(path, options, io);
  });
  signals.forget();
  throwAny(troubles.filter((it) => control.reason === undefined || (it as Error).name !== 'AbortError'));
  return control.reason === 'interrupted' ? 'interrupted' : exit;
};

/** All of them, each once: that the function could not be put back must not hide behind what broke the run. */
function throwAny(troubles: readonly unknown[]): void {
  const told = new Map(troubles.map((it) => [(it as Error).message, it]));
  const [first, ...others] = told.values();
  if (others.length > 0) throw new AggregateError(told.values());
  if (first !== undefined) throw first;
}

/** Nothing is measured that could not be priced in the end. */
const priceCheck =
  (startedAt: Date, books: readonly PriceBook[] | undefined): OpenOptions['checkPrices'] =>
  (region, architectures) => {
    try {
      const book = bookFor(region, startedAt.toISOString().slice(0, 10), books);
      for (const architecture of architectures) requireArchitecture(book, architecture);
    } catch (error) {
      if (!(error instanceof PriceBookError)) throw error;
      throw new PriceBookError(error.problem, `${error.hint}; on the emulator --region chooses whose prices are taken`);
    }
  };

/** Where the emulator stands when the user's own region has no prices: the demonstration must run everywhere. */
const USUAL_REGION = 'us-east-1';

function pricedRegion(region: string, checkPrices: OpenOptions['checkPrices'], { stderr }: Io): string {
  try {
    checkPrices(region, []);
    return region;
  } catch (error) {
    if (!(error instanceof PriceBookError)) throw error;
    stderr.write(`${error.problem}: the emulator takes those of ${USUAL_REGION}; --region chooses others\n`);
    return USUAL_REGION;
  }
}

function endpointOf({ endpointUrl }: RawOptions): { endpointUrl?: string } {
  if (typeof endpointUrl !== 'string') return {};
  if (/^https?:$/.test(URL.parse(endpointUrl)?.protocol ?? '')) return { endpointUrl };
  throw new CommandError(`--endpoint-url ${endpointUrl} is no address`, 'such as http://127.0.0.1:9001');
}

/** Unless the user chose the sizes, the one that an existing function has today is measured too: it is what to beat. */
function withCurrentSize(scenario: Scenario, { configuration }: OpenTarget, options: RawOptions): Scenario {
  const current = configuration.MemorySize;
  if (scenario.function.kind !== 'existing' || options.memory !== undefined || current === undefined) return scenario;
  const sizes = new Set([...scenario.memorySizesMB, megabytes(current)]);
  return { ...scenario, memorySizesMB: [...sizes].sort((a, b) => a - b) };
}
