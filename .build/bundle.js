import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';

/**
 * The program in some twenty files a command instead of a thousand: a command starts in half the time. Built from what tsc
 * wrote, so that it is the very code that the tests import file by file. Libraries stay where npm has put them but for those
 * that are a hundred small files each, which come with their licences.
 */
const SCRIPT = fileURLToPath(import.meta.url);
const COMPILED = fileURLToPath(new URL('../dist/', import.meta.url));
const SOURCE = `${COMPILED}src/`;
const ENTRY = `${SOURCE}cli.js`;
/** What tests run in their own process. */
const RUN = `${SOURCE}commands/run.js`;
const BUNDLE = `${COMPILED}bundle`;
const OF_MANY_FILES = ['yaml', 'zod'];

/** What the program starts as threads of its own, each with hundreds of files to load. */
const THREADS = [
  'commands/tune/replay/thread',
  'emulator/limits/signals/duty-cycle',
  'load/closed/thread',
  'load/driver/pace/metronome',
  'load/driver/thread',
  'logs/sources/worker',
];
const bundledAs = (thread) => thread.replaceAll('/', '-');

/** Runtimes and files to read are found beside the module that names them, and stay there. Threads are bundled too. */
const whereItIs = (id) => (named, file) => {
  const thread = file === undefined ? '' : relative(SOURCE, resolve(dirname(id), file)).replace(/\.js$/, '');
  if (THREADS.includes(thread)) return `new URL('./${bundledAs(thread)}.js', import.meta.url)`;
  return named.replace('import.meta.url', `new URL('../${relative(COMPILED, id)}', import.meta.url).href`);
};
const placing = {
  name: 'placing',
  transform: (code, id) =>
    id === ENTRY || !code.includes('import.meta.url')
      ? undefined
      : code.replaceAll(/new URL\('([^']+)', import\.meta\.url\)|import\.meta\.url/g, whereItIs(id)),
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
  // tsc leaves its list as it is where nothing has changed, and npm the list of what is installed.
  const installed = fileURLToPath(new URL('../node_modules/.package-lock.json', import.meta.url));
  return [SCRIPT, `${COMPILED}.tsbuildinfo`, installed].every(
    (it) => existsSync(it) && statSync(it).mtimeMs < statSync(made).mtimeMs,
  );
}

if (!isNew()) {
  await build({
    input: { cli: ENTRY, run: RUN, ...Object.fromEntries(THREADS.map((it) => [bundledAs(it), `${SOURCE}${it}.js`])) },
    platform: 'node',
    external: (id) => !isOwn(id) && !isTakenIn(id),
    // What an index offers is loaded where it is used: no module does anything but by being called.
    treeshake: { moduleSideEffects: false },
    plugins: [placing],
    output: { dir: BUNDLE, format: 'esm', chunkFileNames: '[name].js', cleanDir: true },
  });
  writeFileSync(`${BUNDLE}/LICENCES`, licences());
}
