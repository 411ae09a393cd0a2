import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';
import { bundledAs, COMPILED, isExternal, isNew, OF_MANY_FILES, placing, SOURCE, THREADS } from './places.js';

/**
 * The program in some twenty files a command instead of a thousand: a command starts in half the time. Built from what tsc
 * wrote, so that it is the very code that the tests import file by file. Libraries stay where npm has put them but for those
 * that are a hundred small files each, which come with their licences.
 */
const ENTRY = `${SOURCE}cli.js`;
const BUNDLE = `${COMPILED}bundle`;

function licences() {
  const texts = OF_MANY_FILES.map((name) => {
    const text = readFileSync(new URL(`../node_modules/${name}/LICENSE`, import.meta.url), 'utf8');
    return `${name}\n\n${text.trim()}\n`;
  });
  return texts.join('\n\n');
}

if (!isNew(`${BUNDLE}/cli.js`, [fileURLToPath(import.meta.url)])) {
  await build({
    input: { cli: ENTRY, ...Object.fromEntries(THREADS.map((it) => [bundledAs(it), `${SOURCE}${it}.js`])) },
    platform: 'node',
    external: isExternal,
    // What an index offers is loaded where it is used: no module does anything but by being called.
    treeshake: { moduleSideEffects: false },
    plugins: [placing('./', (id) => id === ENTRY)],
    output: { dir: BUNDLE, format: 'esm', chunkFileNames: '[name].js', cleanDir: true },
  });
  writeFileSync(`${BUNDLE}/LICENCES`, licences());
}
