/**
 * The fault suite: seeded runs of tune, check and load by real processes, each with trouble of its own, and after each the
 * account as it was and nothing lost. `npm run test:faults` has 200; `-- --seed N` replays one and tells all of it;
 * `-- --from N --count M` takes others; `-- --only 'tune.*next run'` those
 * whose description matches.
 */
import { parseArgs } from 'node:util';
import { startEmulator } from '../../../src/emulator/index.js';
import { milliseconds } from '../../../src/units/index.js';
import { COMMANDS, clientsOf, describePlan, planOf, runSeed } from '../../fixtures/faults/index.js';

const USUAL_RUNS = 200;
const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    from: { type: 'string', default: '1' },
    count: { type: 'string', default: `${USUAL_RUNS}` },
    only: { type: 'string', default: '' },
    seconds: { type: 'string' },
  },
});
const seeds =
  values.seed === undefined
    ? Array.from({ length: Number(values.count) }, (_, index) => Number(values.from) + index)
    : [Number(values.seed)];
const deadline = Date.now() + 1000 * Number(values.seconds ?? Number.POSITIVE_INFINITY);

const emulator = await startEmulator({ port: 0, transition: milliseconds(20), preferFunctions: true });
const clients = clientsOf(emulator.endpoint);
const failed: number[] = [];
let done = 0;
for (const seed of seeds) {
  const plan = planOf(seed);
  if (!new RegExp(values.only).test(describePlan(plan))) continue;
  if (Date.now() > deadline) break;
  const since = performance.now();
  const { complaints, story, finished } = await runSeed(plan, emulator.endpoint, clients);
  done += 1;
  const { code, signal } = finished;
  const time = `${((performance.now() - since) / 1000).toFixed(1)} s`;
  process.stdout.write(
    `${complaints.length === 0 ? 'ok    ' : 'FAILED'} ${describePlan(plan)} (${signal ?? code}, ${time})\n`,
  );
  if (complaints.length > 0) failed.push(seed);
  for (const complaint of complaints) process.stdout.write(`       - ${complaint}\n`);
  if (values.seed !== undefined) process.stdout.write(`${story}\n${finished.stdout}\n${finished.stderr}\n`);
}
clients.lambda.destroy();
clients.logs.destroy();
await emulator.close();
process.stdout.write(
  `${done} runs of ${COMMANDS.join(', ')}: ${failed.length} failed${failed.length > 0 ? ` (${failed.join(', ')})` : ''}\n`,
);
process.exitCode = failed.length > 0 ? 1 : 0;
