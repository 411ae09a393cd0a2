import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { analyseLoad, type LoadFigures } from '../../../src/analysis/index.js';
import { openLoadRecording } from '../../../src/recording/index.js';
import { CLI, NO_AWS } from '../../commands/kelvin.js';
import type { Load } from './peers.js';

/** What `kelvin load` concludes, run as its users run it. */
export async function kelvinLoad({ url, perSecond, seconds }: Load, out: string): Promise<LoadFigures> {
  const load = `constant ${perSecond}/s ${seconds}s`;
  const args = [CLI, 'load', url, '--load', load, '--timeout', '2s', '--no-tui', '--out', out];
  // It ends with another code than 0 where requests fail, as some do here.
  await new Promise((done) => execFile(process.execPath, args, { env: NO_AWS }, done));
  const [arm] = analyseLoad(openLoadRecording(join(out, 'recording.jsonl'))).arms;
  if (arm === undefined) throw new Error('nothing was loaded');
  return arm.total;
}
