import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { analyse } from '../../src/analysis/index.js';
import { isDisturbed, readRecording } from '../../src/recording/index.js';
import { type Finished, ROOT } from './kelvin.js';

/** What a result says of itself where the host is why nothing can be recommended. */
const NOISE = ['host-too-noisy', 'sizes-disturbed', 'host-noisy'];
/** CPUs that others use, of this machine or of the one that it shares, while it has other work than this one measurement. */
const OTHER_WORK = 0.15;

/**
 * A run of `tune` has ended in order and recommends something. That it does not (4) is accepted for one reason alone: the
 * machine that runs the tests had other work. Then the result must say so, and what was recorded of the host must show it:
 * measurements that are called disturbed on a machine that does nothing else are a defect.
 * @param cwd that the run had
 */
export function assertDone({ code, stdout, stderr }: Omit<Finished, 'signal'>, cwd = ROOT): void {
  if (code === 0) return;
  assert.equal(code, 4, stderr);
  const [, path] = /^ {2}(.*recording\.jsonl)$/m.exec(`${stdout}\n${stderr}`) ?? [];
  assert.ok(path !== undefined, `nothing was recorded: ${stderr}`);
  const recording = readRecording(resolve(cwd, path));
  const codes = analyse(recording).result.warnings.map((it) => it.code);
  assert.ok(
    codes.some((it) => NOISE.includes(it)),
    `nothing is recommended, for another reason than noise: ${codes}`,
  );
  const hosts = recording.measurements.filter(isDisturbed).flatMap(({ host }) => host ?? []);
  const observedMs = hosts.reduce((sum, host) => sum + host.observedMs, 0);
  const othersMs = hosts.reduce((sum, host) => sum + (host.otherCpuTimeMs ?? 0) + (host.stealMs ?? 0), 0);
  assert.ok(othersMs > OTHER_WORK * observedMs, `disturbed by others that used ${othersMs} ms in ${observedMs} ms`);
}
