#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import { OLDEST_NODE, run } from './commands/run.js';

const [major = 0] = process.versions.node.split('.').map(Number);
if (major < OLDEST_NODE) {
  process.stderr.write(
    `kelvin: needs Node.js ${OLDEST_NODE} or newer, this is ${process.versions.node} (${process.execPath})\n` +
      '  hint: in the checkout, "npm start" and "npm run kelvin -- ..." use the Node that npm ci installed\n',
  );
  process.exitCode = 2;
} else {
  await run(process.argv, fileURLToPath(import.meta.url));
}
