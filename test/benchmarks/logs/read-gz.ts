import { readLogs } from '../../../src/logs/index.js';

/** A process of its own, as `kelvin logs` is: reads the folder that it is called with, with so many threads. */
const [, , folder = '', threads = '1'] = process.argv;
let invocations = 0;
let durationMs = 0;
const start = process.hrtime.bigint();
await readLogs([folder], {
  workers: Number(threads),
  emit: (record) => {
    if (record.kind !== 'invocation') return;
    invocations++;
    durationMs += record.report.durationMs;
  },
});
const seconds = Number(process.hrtime.bigint() - start) / 1e9;
const { user, system } = process.cpuUsage();
console.log(JSON.stringify({ seconds, cpuSeconds: (user + system) / 1e6, invocations, durationMs }));
