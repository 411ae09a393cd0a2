import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runVisit } from '../../../src/load/index.js';
import type { Measurement } from '../../../src/recording/index.js';
import type { CodeFunction } from '../../../src/scenario/index.js';
import { connect, makeFunction, startEmbeddedEmulator } from '../../../src/target/index.js';
import { type Megabytes, megabytes, milliseconds } from '../../../src/units/index.js';
import { CLI } from '../../commands/kelvin.js';
import { CPU_HANDLER, roundsFor } from './cpu-work.js';

/** A fixed task on an emulator in a process of its own, measured by what `kelvin tune` measures with. */
export interface Subject {
  /** @returns the warm ones, disturbed or not */
  measure(task: { size: Megabytes; cpuMs: number; invocations: number }): Promise<readonly Measurement[]>;
  close(): Promise<void>;
}

export async function startSubject(): Promise<Subject> {
  const { signal } = new AbortController();
  const folder = mkdtempSync(join(tmpdir(), 'kelvin-disturbed-'));
  writeFileSync(join(folder, 'index.js'), CPU_HANDLER);
  const roundsOfOneMs = await roundsFor(milliseconds(1));
  const emulator = await startEmbeddedEmulator(CLI, signal);
  const connection = await connect({ endpointUrl: emulator.endpoint, region: 'us-east-1' });
  const { fn } = await makeFunction(connection, codeIn(folder), architecture, 'disturbed', 'kelvin disturbed');
  return {
    async measure({ size, cpuMs, invocations }) {
      const measurements: Measurement[] = [];
      const fresh = await fn.freshVersion(size, signal);
      const payload = { name: 'task', body: JSON.stringify({ rounds: Math.round(cpuMs * roundsOfOneMs) }) };
      // The first is cold, and the second compiles the code.
      const payloads = Array.from({ length: invocations + 2 }, () => payload);
      await runVisit(
        fresh,
        { block: 0, memorySizeMB: size, architecture, payloads, concurrency: 1 },
        { signal, onMeasurement: (it) => measurements.push(it) },
      );
      await fresh.discard();
      return measurements.slice(2);
    },
    async close() {
      connection.close();
      await emulator.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const architecture = process.arch === 'arm64' ? 'arm64' : 'x86_64';

const codeIn = (folder: string): CodeFunction => ({
  ...{ kind: 'code', folder, handler: 'index.handler', runtime: 'nodejs24.x', environment: {} },
  ...{ memorySizeMB: megabytes(1769), timeoutMs: milliseconds(60_000), ephemeralStorageMB: megabytes(512) },
});
