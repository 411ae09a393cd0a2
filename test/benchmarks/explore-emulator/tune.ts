import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Analysis, analyse } from '../../../src/analysis/index.js';
import { type Recording, readRecording } from '../../../src/recording/index.js';
import type { Megabytes } from '../../../src/units/index.js';
import { kelvin, ROOT } from '../../commands/kelvin.js';
import type { AskedBench } from './asked.js';

/** One run of the real command, and what it concluded. */
export interface Run {
  readonly recording: Recording;
  readonly result: Analysis['result'];
}

/** Each size so often; the run of an earlier bench where its folder has one. */
export function runExhaustively(
  scenario: string,
  sizes: readonly Megabytes[],
  { cold, warm }: AskedBench,
  folder: string,
): Promise<Run> {
  const counts = ['--cold', String(cold), '--warm', String(warm)];
  return tune(scenario, sizes, ['--exhaustive', ...counts], join(folder, `${scenario}-exhaustive`));
}

/** Kelvin chooses itself, with at most a fifth of that. */
export function explore(
  scenario: string,
  sizes: readonly Megabytes[],
  { maxInvocations }: AskedBench,
  folder: string,
): Promise<Run> {
  return tune(scenario, sizes, ['--max-invocations', String(maxInvocations)], folder);
}

/** What stands in the folder, or is made there: a run of the same sizes alone. */
async function tune(
  scenario: string,
  sizes: readonly Megabytes[],
  more: readonly string[],
  folder: string,
): Promise<Run> {
  const recordingPath = join(folder, 'recording.jsonl');
  if (!existsSync(recordingPath)) {
    const file = join(ROOT, 'scenarios', `${scenario}.yaml`);
    const { code, stderr } = await kelvin([
      'tune',
      file,
      '--memory',
      sizes.join(','),
      ...more,
      '--yes',
      '--out',
      folder,
    ]);
    // 1 is a limit that no size meets, 4 a host that has disturbed too much: answers both.
    if (code !== 0 && code !== 1 && code !== 4) throw new Error(`${scenario}: exit code ${code}\n${stderr}`);
  }
  const recording = readRecording(recordingPath);
  const { result } = analyse(recording);
  if (result.scenario.memorySizesMB.join() !== sizes.join()) {
    throw new Error(
      `${recordingPath} is a run over ${result.scenario.memorySizesMB.join(', ')} MB; name another --out`,
    );
  }
  return { recording, result };
}
