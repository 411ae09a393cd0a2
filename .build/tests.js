import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';
import { COMPILED, isExternal, isNew, placing, SOURCE } from './places.js';

/**
 * The tests of processes, in some twenty files each instead of six hundred: each has a process of its own, and to load that
 * many files took more of it than most tests do. Built from what tsc wrote, as the program is, and each test still runs by
 * itself from where tsc wrote it (`node --test dist/test/…`). Named by its path: `commands.tune.first.test.js`.
 * usage: node .build/tests.js GLOB…
 */
const BUNDLE = `${COMPILED}tests`;
const LIST = `${BUNDLE}/entries.json`;
const TESTS = `${COMPILED}test/`;

const files = globSync(process.argv.slice(2), { cwd: COMPILED.replace(/dist\/$/, '') }).sort();
const input = Object.fromEntries(
  files.map((file) => {
    const path = fileURLToPath(new URL(`../${file}`, import.meta.url));
    return [relative(TESTS, path).replaceAll('/', '.').replace(/\.js$/, ''), path];
  }),
);
const list = `${JSON.stringify(Object.keys(input), null, 2)}\n`;
const isSame = existsSync(LIST) && readFileSync(LIST, 'utf8') === list;

if (!isSame || !isNew(LIST, [fileURLToPath(import.meta.url)])) {
  await build({
    input,
    platform: 'node',
    external: isExternal,
    // A module of the tests may do something by being loaded: it declares tests.
    treeshake: { moduleSideEffects: (id) => !id.startsWith(SOURCE) },
    plugins: [placing('../bundle/')],
    output: {
      dir: BUNDLE,
      format: 'esm',
      entryFileNames: '[name].js',
      chunkFileNames: '[name].part.js',
      cleanDir: true,
    },
  });
  writeFileSync(LIST, list);
}
