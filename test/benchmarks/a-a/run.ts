import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isLeftOut } from '../../../src/analysis/arms.js';
import { runVisit } from '../../../src/load/index.js';
import type { Measurement } from '../../../src/recording/index.js';
import type { CodeFunction } from '../../../src/scenario/index.js';
import { connect, type FunctionUnderTest, makeFunction, startEmbeddedEmulator } from '../../../src/target/index.js';
import { megabytes, milliseconds } from '../../../src/units/index.js';
import { CLI } from '../../commands/kelvin.js';
import { headerWith } from '../../fixtures/recording.js';
import { type Comparison, compare, type Order } from './comparison.js';

/** As many visits as `kelvin tune` pays at least, each with a cold start and a few warm ones. */
const BLOCKS = 6;
const WARM = 5;
/** A third of a vCPU: durations have steps there, the hardest that intervals have to bear. */
const SIZE = megabytes(590);

/** Some 8 ms of one core, a few per cent more or less from one event to the next as real work has. */
const HANDLER = `
const { pbkdf2Sync } = require('node:crypto');
exports.handler = async () => pbkdf2Sync('kelvin', 'salt', 15000 + Math.floor(Math.random() * 3000), 32, 'sha512').length;
`;

/** The same code twice, on one emulator of its own. */
export interface Twins {
  /** Undefined where the host was too noisy to tell. */
  compare(order: Order): Promise<Comparison | undefined>;
  close(): Promise<void>;
}

export async function startTwins(): Promise<Twins> {
  const { signal } = new AbortController();
  const folder = mkdtempSync(join(tmpdir(), 'kelvin-a-a-'));
  writeFileSync(join(folder, 'index.js'), HANDLER);
  const emulator = await startEmbeddedEmulator(CLI, signal);
  const connection = await connect({ endpointUrl: emulator.endpoint, region: 'us-east-1' });
  const code: CodeFunction = {
    ...{ kind: 'code', folder, handler: 'index.handler', runtime: 'nodejs24.x', environment: {}, memorySizeMB: SIZE },
    ...{ timeoutMs: milliseconds(10_000), ephemeralStorageMB: megabytes(512) },
  };
  const make = async (name: string) => (await makeFunction(connection, code, 'x86_64', name, 'kelvin a-a')).fn;
  const twins = { A: await make('twin-a'), B: await make('twin-b') };
  const close = async (): Promise<void> => {
    connection.close();
    await emulator.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { compare: (order) => compareOnce(order, twins, signal), close };
}

type Measured = Record<'A' | 'B', Measurement[]>;

/** @returns undefined where the host has disturbed too much, as a run that lacks visits has no interval either. */
async function compareOnce(
  order: Order,
  twins: Readonly<Record<'A' | 'B', FunctionUnderTest>>,
  signal: AbortSignal,
): Promise<Comparison | undefined> {
  const measured: Measured = { A: [], B: [] };
  const names = order === 'A first' ? (['A', 'B'] as const) : (['B', 'A'] as const);
  let complete = 0;
  // What the host has disturbed is measured again, as often as `kelvin tune` does.
  for (let block = 0; complete < BLOCKS && block < 3 * BLOCKS; block++) {
    for (const name of names) await visit(twins[name], block, measured[name], signal);
    if (isComplete(measured, block)) complete += 1;
  }
  if (complete < BLOCKS) return undefined;
  const header = headerWith({ scenario: { memorySizesMB: [SIZE], architectures: ['x86_64'] } });
  return compare(order, header, measured.A, measured.B);
}

/** Both have a cold start and a warm one in it that count. */
function isComplete(measured: Measured, block: number): boolean {
  return [measured.A, measured.B].every((all) => {
    const counting = all.filter((it) => it.block === block && !isLeftOut(it)).map(({ intended }) => intended);
    return counting.includes('cold') && counting.includes('warm');
  });
}

async function visit(
  twin: FunctionUnderTest,
  block: number,
  measured: Measurement[],
  signal: AbortSignal,
): Promise<void> {
  const fresh = await twin.freshVersion(SIZE, signal);
  const payloads = Array.from({ length: 1 + WARM }, () => ({ name: '{}', body: '{}' }));
  await runVisit(
    fresh,
    { block, memorySizeMB: SIZE, architecture: 'x86_64', payloads, concurrency: 1 },
    { signal, onMeasurement: (it) => measured.push(it) },
  );
  await fresh.discard();
}
