import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';

/**
 * The program in some twenty files a command instead of a thousand: a command starts in half the time. Built from what tsc
 * wrote, so that it is the very code that the tests import file by file. Libraries stay where npm has put them but for those
 * that are a hundred small files each, which come with their licences.
 */
const SCRIPT = fileURLToPath(import.meta.url);
const COMPILED = fileURLToPath(new URL('../dist/', import.meta.url));
const ENTRY = `${COMPILED}src/cli.js`;
const BUNDLE = `${COMPILED}bundle`;
const OF_MANY_FILES = ['yaml', 'zod'];

/** Threads, runtimes and files to read are found beside the module that names them, and stay there. */
const asFromItsOwnPlace = {
  name: 'as-from-its-own-place',
  transform(code, id) {
    if (id === ENTRY || !code.includes('import.meta.url')) return undefined;
    const place = `new URL('../${relative(COMPILED, id)}', import.meta.url).href`;
    return code.replaceAll('import.meta.url', place);
  },
};

/** Whether a module is named by its place, or is what rolldown itself puts beside template literals. */
const isOwn = (id) => /^([./]|@oxc-project\/runtime)/.test(id);
const isTakenIn = (id) => OF_MANY_FILES.includes(id.split('/')[0]);

function licences() {
  const texts = OF_MANY_FILES.map((name) => {
    const text = readFileSync(new URL(`../node_modules/${name}/LICENSE`, import.meta.url), 'utf8');
    return `${name}\n\n${text.trim()}\n`;
  });
  return texts.join('\n\n');
}

/** A program that runs loads some of its files late: they are not taken away from it for nothing. */
function isNew() {
  const made = `${BUNDLE}/cli.js`;
  if (!existsSync(made)) return false;
  // tsc leaves its list as it is where nothing has changed.
  return [SCRIPT, `${COMPILED}.tsbuildinfo`].every(
    (it) => existsSync(it) && statSync(it).mtimeMs < statSync(made).mtimeMs,
  );
}

if (!isNew()) {
  await build({
    input: ENTRY,
    platform: 'node',
    external: (id) => !isOwn(id) && !isTakenIn(id),
    // What an index offers is loaded where it is used: no module does anything but by being called.
    treeshake: { moduleSideEffects: false },
    plugins: [asFromItsOwnPlace],
    output: { dir: BUNDLE, format: 'esm', chunkFileNames: '[name].js', cleanDir: true },
  });
  writeFileSync(`${BUNDLE}/LICENCES`, licences());
}
