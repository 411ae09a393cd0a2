import { existsSync, statSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What both bundles have in common: where modules are, and which of others' are taken in. */
export const COMPILED = fileURLToPath(new URL('../dist/', import.meta.url));
export const SOURCE = `${COMPILED}src/`;

/** Libraries that are a hundred small files each; they come with their licences. */
export const OF_MANY_FILES = ['yaml', 'zod'];

/** What the program starts as threads of its own, each with hundreds of files to load. */
export const THREADS = [
  'commands/tune/replay/thread',
  'emulator/limits/signals/duty-cycle',
  'load/closed/thread',
  'load/driver/pace/metronome',
  'load/driver/thread',
  'logs/sources/worker',
];
export const bundledAs = (thread) => thread.replaceAll('/', '-');

const PLACES = /new URL\('([^']+)', import\.meta\.url\)|import\.meta\.(?:url|dirname|filename)/g;
const whereItIs = (id, threads) => (named, file) => {
  const thread = file === undefined ? '' : relative(SOURCE, resolve(dirname(id), file)).replace(/\.js$/, '');
  if (THREADS.includes(thread)) return `new URL('${threads}${bundledAs(thread)}.js', import.meta.url)`;
  const path = { 'import.meta.filename': id, 'import.meta.dirname': dirname(id) }[named];
  if (path !== undefined) {
    return `decodeURIComponent(new URL('../${relative(COMPILED, path)}', import.meta.url).pathname)`;
  }
  return named.replace('import.meta.url', `new URL('../${relative(COMPILED, id)}', import.meta.url).href`);
};

/**
 * Runtimes and files to read are found beside the module that names them, and stay there. Threads are bundled too.
 * @param threads where those are, seen from the bundle, which is a folder in `dist`
 */
export const placing = (threads, isOutside = () => false) => ({
  name: 'placing',
  transform: (code, id) =>
    isOutside(id) || !id.startsWith(COMPILED) || !code.includes('import.meta.')
      ? undefined
      : code.replaceAll(PLACES, whereItIs(id, threads)),
});

/** Whether a module is named by its place, or is what rolldown itself puts beside template literals. */
const isOwn = (id) => /^([./]|@oxc-project\/runtime)/.test(id);
const isTakenIn = (id) => OF_MANY_FILES.includes(id.split('/')[0]);
export const isExternal = (id) => !isOwn(id) && !isTakenIn(id);

/**
 * Whether a bundle has been made since anything that it is made of: a program that runs loads some of its files late, and
 * they are not taken away from it for nothing.
 */
export function isNew(made, scripts) {
  if (!existsSync(made)) return false;
  // tsc leaves its list as it is where nothing has changed, and npm the list of what is installed.
  const installed = fileURLToPath(new URL('../node_modules/.package-lock.json', import.meta.url));
  return [...scripts, fileURLToPath(import.meta.url), `${COMPILED}.tsbuildinfo`, installed].every(
    (it) => existsSync(it) && statSync(it).mtimeMs < statSync(made).mtimeMs,
  );
}
