/** Takes as many MB as it is told, in the way that it is told, and says how many it has really taken. */
export const NODE_WORK = {
  'index.js': `
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const { Worker } = require('node:worker_threads');
const MB = 1048576;
let kept;
const touched = (n) => Buffer.alloc(n * MB, 1);

// What V8 takes for it, by the kernel's own account of this process.
const resident = () => Number(/VmHWM:\\s+(\\d+)/.exec(fs.readFileSync('/proc/self/status', 'utf8'))[1]) / 1024;

function writeFile(n) {
  const block = touched(1);
  const file = fs.openSync('/tmp/file', 'w');
  for (let i = 0; i < n; i++) fs.writeSync(file, block);
  fs.closeSync(file);
}

const ways = {
  nothing() {},
  buffer(n) { kept = touched(n); },
  'buffer, given back'(n) { kept = touched(n); kept = undefined; global.gc(); },
  'buffer, never touched'(n) { kept = new ArrayBuffer(n * MB); return 0; },
  'typed array'(n) { kept = new Float64Array((n * MB) / 8).fill(1); },
  heap(n) {
    const before = resident();
    kept = Array.from({ length: n }, (_, i) => new Array(131072).fill(i));
    return n === 0 ? 0 : resident() - before;
  },
  async 'worker thread, gone'(n) {
    const code = 'require("worker_threads").parentPort.postMessage(Buffer.alloc(' + n + ' * 1048576, 1).length)';
    await new Promise((resolve, reject) => new Worker(code, { eval: true }).on('exit', resolve).on('error', reject));
  },
  'child, gone'(n) { spawnSync(process.execPath, ['-e', 'Buffer.alloc(' + n + ' * 1048576, 1)']); },
  'file in /tmp, written'(n) { writeFile(n); },
  'file in /tmp, read twice, removed'(n) {
    writeFile(n);
    for (let turn = 0; turn < 2; turn++) {
      const file = fs.openSync('/tmp/file', 'r');
      const block = touched(1);
      while (fs.readSync(file, block) > 0);
      fs.closeSync(file);
    }
    fs.unlinkSync('/tmp/file');
  },
};

exports.handler = async ({ way, n }) => (await ways[way](n)) ?? n;
`,
};
