import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** CPU time of a made-up function, which takes as much of it on any machine, busy or not. */
export interface Work {
  readonly loadMs: number;
  readonly handlerMs: number;
  /** Of a module more; none without it. */
  readonly importMs?: number;
}

/** What the module more is called, which the explanation has to name. */
export const IMPORTED = 'rates.mjs';

const BURN = `export function burn(ms) {
  const start = process.cpuUsage();
  for (;;) {
    const { user, system } = process.cpuUsage(start);
    if (user + system > ms * 1000) return;
  }
}
`;

/** Writes a function that works as long as it is told. @returns its folder */
export function makeFunction(folder: string, { loadMs, handlerMs, importMs }: Work): string {
  mkdirSync(folder, { recursive: true });
  const more = importMs === undefined ? '' : `import './${IMPORTED}';\n`;
  const index = `import { burn } from './burn.mjs';\n${more}
burn(${loadMs});
export const handler = async () => burn(${handlerMs});
`;
  const imported = `import { burn } from './burn.mjs';\nburn(${importMs});\n`;
  const files = { 'burn.mjs': BURN, 'index.mjs': index, ...(importMs === undefined ? {} : { [IMPORTED]: imported }) };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}
