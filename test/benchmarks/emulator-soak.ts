import { generate } from './emulator/child.js';
import type { Holdings } from './emulator/serve.js';
import { ECHO, EmulatorProcess } from './emulator/subject.js';

/**
 * `npm run soak:emulator`: 200,000 warm invocations in a row, and what the emulator holds after each 20,000. Exit code 1
 * if memory is not flat or a handle, a file descriptor or a process is left over. The newest log events are kept up to a
 * bound, which about 100,000 invocations reach, so memory is compared from there on.
 */
const INVOCATIONS = Number(process.env.KELVIN_SOAK_INVOCATIONS ?? 200_000);
const STEPS = 10;
const FUNCTION = 'soak';
/** From here on the log is full. */
const FULL = STEPS / 2;
/** Of memory, from the fullest of the first steps with a full log to the fullest of the last. */
const ALLOWED_GROWTH = 0.1;

const toMegabytes = (bytes: number): string => (bytes / 1_048_576).toFixed(1).padStart(8);

function print(invocations: number, seconds: number, it: Holdings): void {
  const counts = [it.handles, it.fileDescriptors, it.processes].map((count) => String(count).padStart(8));
  const memory = [toMegabytes(it.residentBytes), toMegabytes(it.heapBytes)];
  console.log([String(invocations).padStart(11), seconds.toFixed(1).padStart(8), ...memory, ...counts].join(' '));
}

function complaints(steps: readonly Holdings[]): string[] {
  const last = FULL + Math.ceil((STEPS - FULL) / 2);
  const most = (of: (it: Holdings) => number, from: number, to: number): number =>
    Math.max(...steps.slice(from, to).map(of));
  const grown = (of: (it: Holdings) => number): boolean =>
    most(of, last, STEPS) > most(of, FULL - 1, last) * (1 + ALLOWED_GROWTH);
  const leaked = (of: (it: Holdings) => number): boolean => most(of, 1, STEPS) > most(of, 0, 1);
  return [
    ...(grown((it) => it.residentBytes) ? ['resident memory grows'] : []),
    ...(grown((it) => it.heapBytes) ? ['the heap grows'] : []),
    ...(leaked((it) => it.handles) ? ['handles leak'] : []),
    ...(leaked((it) => it.fileDescriptors) ? ['file descriptors leak'] : []),
    ...(leaked((it) => it.processes) ? ['processes leak'] : []),
  ];
}

async function soak(emulator: EmulatorProcess): Promise<string[]> {
  const steps: Holdings[] = [];
  let failures = 0;
  console.log('invocations  seconds   RSS MB  heap MB  handles      fds processes');
  for (let step = 1; step <= STEPS; step++) {
    const start = performance.now();
    const atMost = Math.ceil(INVOCATIONS / STEPS);
    const load = { port: emulator.port, functionName: FUNCTION, concurrency: 1, warmUpMs: 0, measuredMs: 600_000 };
    failures += (await generate({ ...load, atMost })).failures;
    steps.push(await emulator.holdings());
    print(step * atMost, (performance.now() - start) / 1000, steps.at(-1) as Holdings);
  }
  return failures > 0 ? [`${failures} invocations failed`, ...complaints(steps)] : complaints(steps);
}

const emulator = await EmulatorProcess.start();
try {
  await emulator.create(FUNCTION, ECHO);
  const found = await soak(emulator);
  console.log(found.length === 0 ? 'flat: no memory, handle or process leaked' : `NOT flat: ${found.join(', ')}`);
  process.exitCode = found.length === 0 ? 0 : 1;
} finally {
  await emulator.close();
}
