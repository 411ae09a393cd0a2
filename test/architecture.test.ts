import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SRC = join(ROOT, 'src');

/** The map of the house, from the bottom up: a folder may import from lower ranks only. */
const RANKS: Readonly<Record<string, number>> = {
  spelling: 0,
  units: 0,
  iac: 1,
  logs: 1,
  pricing: 1,
  statistics: 1,
  recording: 2,
  scenario: 2,
  curve: 3,
  emulator: 3,
  load: 4,
  target: 4,
  analysis: 5,
  explore: 5,
  views: 6,
  commands: 7,
  'cli.ts': 7,
};

/** Libraries that one place alone may import, by the start of their name. */
const OWNERS: Readonly<Record<string, readonly string[]>> = {
  '@aws-sdk/': ['target', 'commands', 'emulator'],
  ink: ['views/terminal'],
  react: ['views/terminal'],
  vega: ['views/html'],
  'vega-lite': ['views/html'],
};

/** Of these owners the library's types pass and nothing that would be loaded. */
const TYPES_ALONE: ReadonlySet<string> = new Set(['commands', 'emulator']);

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
  readonly lazy: boolean;
}

const SOURCE = /\.(tsx?|cts)$/;
const files = readdirSync(SRC, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && SOURCE.test(entry.name))
  .map((entry) => relative(SRC, join(entry.parentPath, entry.name)));

/** Of both kinds of modules: CommonJS says `import name = require('./file.cjs')`. */
const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s+(type\s)?[^'"();]*?(?:from\s+|=\s+require\()'([^']+)'|import\('([^']+)'\)/g;

const imports: Import[] = files.flatMap((from) =>
  [...readFileSync(join(SRC, from), 'utf8').matchAll(IMPORT)].map(([, type, fixed, lazy]) => {
    const to = fixed ?? lazy ?? '';
    const resolved = to.startsWith('.') ? relative(SRC, join(SRC, dirname(from), to)).replace(/\.c?js$/, '') : to;
    return { from, to: resolved, typeOnly: type !== undefined, lazy: lazy !== undefined };
  }),
);

/** Any way to name another file, a lazy `require` among them. */
const REFERENCE = /(?:from\s+|import\(|require\()'(\.[^']+)'/g;
const SCRIPT = /\.[cm]?js$/;

const folderOf = (path: string): string => path.split('/')[0] ?? '';
const own = imports.filter(({ to }) => folderOf(to) in RANKS || to === 'cli');
const show = (list: readonly Import[]) => list.map(({ from, to }) => `${from} imports ${to}`);

test('the imports are found at all', () => {
  assert.ok(files.length > 50 && own.length > 100, `${files.length} files, ${own.length} imports`);
});

test('every file lies in a folder of the map', () => {
  assert.deepEqual(
    files.filter((file) => !(folderOf(file) in RANKS)),
    [],
  );
});

test('lower never imports higher, and equals do not import each other', () => {
  const wrong = own.filter(({ from, to }) => {
    const [a, b] = [folderOf(from), folderOf(to)];
    return a !== b && (RANKS[b] ?? 0) >= (RANKS[a] ?? 0) && a !== 'cli.ts';
  });
  assert.deepEqual(show(wrong), []);
});

/** A view is a folder of its own below `views/`. */
const roomOf = (path: string): string =>
  folderOf(path) === 'views' ? path.split('/').slice(0, 2).join('/') : folderOf(path);

test('a folder is entered by its index alone', () => {
  const wrong = own.filter(({ from, to }) => {
    const room = roomOf(to);
    return roomOf(from) !== room && to !== `${room}/index` && folderOf(from) !== 'cli.ts';
  });
  assert.deepEqual(show(wrong), []);
});

test('views do not import each other, and share their wording with nobody else', () => {
  const wrong = own.filter(({ from, to }) => {
    const shared = roomOf(to) === 'views/wording';
    return shared ? folderOf(from) !== 'views' : folderOf(from) === folderOf(to) && roomOf(from) !== roomOf(to);
  });
  assert.deepEqual(show(wrong), []);
});

test('each of the great libraries has one owner; types of others pass', () => {
  const wrong = imports.filter(({ from, to, typeOnly }) =>
    Object.entries(OWNERS).some(([library, owners]) => {
      const isIt = library.endsWith('/') ? to.startsWith(library) : to === library || to.startsWith(`${library}/`);
      const allowed = owners.some((owner) => from.startsWith(`${owner}/`) && (!TYPES_ALONE.has(owner) || typeOnly));
      return isIt && !allowed;
    }),
  );
  assert.deepEqual(show(wrong), []);
});

test('--help loads no command, no view and no client', () => {
  const reached = new Set<string>();
  const visit = (file: string): void => {
    if (reached.has(file)) return;
    reached.add(file);
    for (const { to, typeOnly, lazy } of imports.filter((it) => it.from === file)) {
      const next = [`${to}.ts`, `${to}.tsx`, `${to}.cts`].find((it) => files.includes(it));
      if (!typeOnly && !lazy) (next === undefined ? () => reached.add(to) : () => visit(next))();
    }
  };
  visit('cli.ts');
  const heavy = [...reached].filter((it) =>
    /^(views|target|emulator|analysis|scenario|recording)\/|@aws-sdk|^ink$|vega|^zod$/.test(it),
  );
  assert.deepEqual(heavy, []);
  assert.ok(reached.has('commands/run.ts'));
});

test('no files import each other in a circle, types included', () => {
  const next = (file: string): string[] =>
    imports
      .filter(({ from, lazy }) => from === file && !lazy)
      .flatMap(({ to }) => files.find((it) => it.replace(SOURCE, '') === to) ?? []);
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' -> '));
    else if (!done.has(file)) for (const it of next(file)) visit(it, [...path, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  assert.deepEqual(circles, []);
});

/** Where a process, a thread or a runtime begins. */
const ENTRIES: ReadonlySet<string> = new Set([
  'cli',
  'commands/tune/replay/thread',
  'emulator/limits/signals/duty-cycle',
  'load/closed/thread',
  'load/driver/pace/metronome',
  'load/driver/thread',
  'logs/sources/worker',
  'emulator/runtimes/node/bootstrap',
  'emulator/calibration/probes/fill',
  'target/module-trace/node/trace',
]);

test('no file is left that nothing needs', () => {
  const needed = new Set(
    files.flatMap((file) =>
      [...readFileSync(join(SRC, file), 'utf8').matchAll(REFERENCE)].map(([, to = '']) =>
        relative(SRC, join(SRC, dirname(file), to)).replace(SCRIPT, ''),
      ),
    ),
  );
  const left = files.map((file) => file.replace(SOURCE, '')).filter((file) => !needed.has(file) && !ENTRIES.has(file));
  assert.deepEqual(left, []);
});

test('no file grows past 300 lines', () => {
  const long = files.filter((file) => readFileSync(join(SRC, file), 'utf8').split('\n').length > 301);
  assert.deepEqual(long, []);
});

test('the top level holds what it should and nothing else', () => {
  const allowed =
    /^(package\.json|package-lock\.json|tsconfig\.json|bundle\.js|src|scenarios|reports|test|README\.md|LICENSE|CHANGELOG\.md|action\.yml|node_modules|dist|\..*)$/;
  assert.deepEqual(
    readdirSync(ROOT).filter((entry) => !allowed.test(entry)),
    [],
  );
});

test('test/ mirrors src/', () => {
  const rooms = readdirSync(join(ROOT, 'test'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !['fixtures', 'benchmarks', 'conformance'].includes(entry.name))
    .map((entry) => entry.name);
  assert.deepEqual(
    rooms.filter((room) => !(room in RANKS)),
    [],
  );
});
