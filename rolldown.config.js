import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'rolldown';

/**
 * The program in some twenty files a command instead of a thousand: a command starts in half the time. Built from what tsc
 * wrote, so that it is the very code that the tests import file by file; libraries stay where npm has put them.
 */
const COMPILED = fileURLToPath(new URL('./dist/', import.meta.url));
const ENTRY = `${COMPILED}src/cli.js`;

/** Threads, runtimes and files to read are found beside the module that names them, and stay there. */
const asFromItsOwnPlace = {
  name: 'as-from-its-own-place',
  transform(code, id) {
    if (id === ENTRY || !code.includes('import.meta.url')) return undefined;
    const place = `new URL('../${relative(COMPILED, id)}', import.meta.url).href`;
    return code.replaceAll('import.meta.url', place);
  },
};

export default defineConfig({
  input: ENTRY,
  platform: 'node',
  external: (id) => !/^([./]|@oxc-project\/runtime)/.test(id) || id.endsWith('.cjs'),
  // What an index offers is loaded where it is used: no module does anything but by being called.
  treeshake: { moduleSideEffects: false },
  plugins: [asFromItsOwnPlace],
  output: { dir: `${COMPILED}bundle`, format: 'esm', chunkFileNames: '[name].js', cleanDir: true },
});
