import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../../src/target/module-trace/node/trace.cjs', import.meta.url));
/** As AWS starts its runtimes. */
const FLAGS = ['--no-experimental-require-module', '--no-experimental-detect-module'];

const folders: string[] = [];
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

interface Told {
  readonly modules: readonly {
    readonly name: string;
    readonly parent: number | null;
    readonly startMs: number;
    readonly ownMs: number;
    readonly bytes: number | null;
    readonly isAfterInit?: true;
  }[];
  readonly leftOut: number;
  readonly failure?: string;
}

/** What the copy of a function of these files would answer. */
function traced(files: Readonly<Record<string, string>>, handler = 'index.handler', flags = FLAGS): Told {
  const folder = mkdtempSync(join(tmpdir(), 'kelvin-trace-'));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  const program = `const answer = await (await require(${JSON.stringify(PROGRAM)})(${JSON.stringify(handler)}))();
    require('node:fs').writeSync(1, JSON.stringify(answer)); process.exit();`;
  const entry = `(async () => { ${program} })()`;
  const { stdout, stderr } = spawnSync(process.execPath, [...flags, '-e', entry], {
    env: { LAMBDA_TASK_ROOT: folder },
    encoding: 'utf8',
  });
  assert.notEqual(stdout, '', stderr);
  return JSON.parse(stdout) as Told;
}

/** Each module below the one that asked for it. */
const treeOf = ({ modules }: Told): string[] =>
  modules.map(({ name, parent }) => `${parent === null ? '' : `${modules[parent]?.name} > `}${name}`);

const spin = (ms: number): string => `const until = performance.now() + ${ms}; while (performance.now() < until);\n`;

const ownMsOf = ({ modules }: Told, name: string): number => modules.find((it) => it.name === name)?.ownMs ?? 0;

test('tells what require loads: modules, JSON, packages and what Node.js had not loaded itself', () => {
  const told = traced({
    'index.js': "require('./lib/a'); require('heavy'); require('fs'); exports.handler = () => {};",
    'lib/a.js': "require('../data.json'); require('node:http2');",
    'data.json': '{"a": 1}',
    'node_modules/heavy/index.js': "require('./inner');",
    'node_modules/heavy/inner.js': '',
  });
  assert.deepEqual(treeOf(told), [
    'index.js',
    'index.js > lib/a.js',
    'lib/a.js > data.json',
    'lib/a.js > node:http2',
    'index.js > node_modules/heavy/index.js',
    'node_modules/heavy/index.js > node_modules/heavy/inner.js',
  ]);
  assert.deepEqual(
    told.modules.map(({ bytes }) => bytes),
    [80, 47, 8, null, 19, 0],
  );
});

test('tells what import loads, in the order in which it was asked for, whatever kind of module it is', () => {
  const told = traced({
    'index.mjs':
      "#!/usr/bin/env node\nimport './a.mjs'; import { b } from './b.cjs'; import 'pkg'; export const handler = () => b;",
    'a.mjs': "import './shared.mjs';",
    'shared.mjs': 'export {};',
    'b.cjs': "exports.b = require('./data.json');",
    'data.json': '1',
    'node_modules/pkg/package.json': '{"type": "module", "exports": "./main.js"}',
    'node_modules/pkg/main.js': "import '../../shared.mjs'; const Symbol = 1, globalThis = 2, performance = 3;",
  });
  assert.deepEqual(treeOf(told), [
    'index.mjs',
    'index.mjs > a.mjs',
    'a.mjs > shared.mjs',
    'index.mjs > b.cjs',
    'index.mjs > node_modules/pkg/main.js',
    'b.cjs > data.json',
  ]);
  assert.equal(told.failure, undefined);
});

test('gives each module the time of its own, whoever waits for it', () => {
  const told = traced({
    'index.mjs': `import './slow.mjs'; import './slow.cjs';\n${spin(20)} await import('./late.mjs');\n export const handler = 1;`,
    'slow.mjs': `import './below.mjs';\n${spin(40)}`,
    'below.mjs': spin(60),
    'slow.cjs': `require('./leaf.cjs');\n${spin(80)}`,
    'leaf.cjs': spin(100),
    'late.mjs': `await new Promise((wake) => setTimeout(wake, 120));`,
  });
  const expected = {
    'index.mjs': 20,
    'slow.mjs': 40,
    'below.mjs': 60,
    'slow.cjs': 80,
    'leaf.cjs': 100,
    'late.mjs': 120,
  };
  for (const [name, ms] of Object.entries(expected)) {
    assert.ok(ownMsOf(told, name) >= ms - 1, `${name} takes ${ms} ms, was told ${ownMsOf(told, name)}`);
  }
  const [first] = told.modules;
  const last = told.modules.find(({ name }) => name === 'late.mjs');
  const whole = told.modules.reduce((sum, { ownMs }) => sum + ownMs, 0);
  assert.ok(first !== undefined && last !== undefined);
  assert.ok(whole <= last.startMs + last.ownMs - first.startMs + 50, 'own times are not counted twice');
});

test('takes circles, and what throws and is caught, as they are', () => {
  const told = traced({
    'index.js': `require('./a'); try { require('./bad'); } catch {} try { require('missing'); } catch {}
      exports.handler = () => {};`,
    'a.js': "exports.early = 1; require('./b');",
    'b.js': "require('./a'); import('./bad.mjs').catch(() => {});",
    'bad.js': "require('./c'); throw new Error('not here');",
    'c.js': '',
    'bad.mjs': "throw new Error('nor here');",
  });
  const expected = [
    'index.js',
    'index.js > a.js',
    'a.js > b.js',
    'b.js > bad.mjs',
    'index.js > bad.js',
    'bad.js > c.js',
  ];
  assert.deepEqual(treeOf(told), expected);
  assert.equal(told.failure, undefined);
});

test('tells an import that INIT does not await from what INIT loads', () => {
  const told = traced({
    'index.js': "const later = import('./later.mjs'); require('./now'); exports.handler = () => later;",
    'now.js': '',
    'later.mjs': "import './more.mjs';",
    'more.mjs': '',
  });
  const after = told.modules.filter(({ isAfterInit }) => isAfterInit).map(({ name }) => name);
  assert.deepEqual(after, ['later.mjs', 'more.mjs']);
});

test('finds the handler as the runtime does', () => {
  const handlers: Record<string, Record<string, string>> = {
    'src/app.main.handler': { 'src/app.cjs': 'exports.main = { handler() {} };' },
    'es.handler': { 'package.json': '{"type": "module"}', 'es.js': 'export const handler = 1;' },
    'installed.handler': { 'node_modules/installed/index.js': '' },
  };
  const found = Object.entries(handlers).map(([handler, files]) => treeOf(traced(files, handler))[0]);
  assert.deepEqual(found, ['src/app.cjs', 'es.js', 'node_modules/installed/index.js']);
});

test('says why a handler could not be loaded', () => {
  assert.match(traced({ 'index.js': "throw new TypeError('no key')" }).failure ?? '', /^TypeError: no key$/);
  assert.match(traced({ 'other.js': '' }).failure ?? '', /Cannot find module 'index'/);
});

test('shows the function its own handler', () => {
  assert.equal(
    traced({ 'a.js': "if (process.env._HANDLER !== 'a.b') throw new Error(process.env._HANDLER)" }, 'a.b').failure,
    undefined,
  );
});

describe('of what esbuild has bundled', () => {
  /** As esbuild 0.25 writes it, the helpers as far as they matter. */
  const bundle = [
    'var __commonJS = (cb, mod) => function __require() {',
    '  return mod || (0, cb[Object.getOwnPropertyNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;',
    '};',
    '',
    '// ../node_modules/wrapped/index.js',
    'var require_wrapped = __commonJS({',
    '  "../node_modules/wrapped/index.js"(exports, module) {',
    `    require("node:http2"); ${spin(40)}`,
    '    module.exports = `',
    '// not/a/module.js',
    '`;',
    '  }',
    '});',
    '',
    '// src/own.ts',
    `var first = "début"; ${spin(20)}`,
    '',
    '// src/index.ts',
    'var wrapped = require_wrapped();',
    'require_wrapped();',
    'if (wrapped.length > 30) throw new Error("changed");',
  ].join('\n');

  test('each module has its time, whether it runs at once or when it is asked for', () => {
    const told = traced({ 'index.js': bundle });
    assert.equal(told.failure, undefined);
    assert.deepEqual(treeOf(told), [
      'index.js',
      'index.js > index.js/node_modules/wrapped/index.js',
      'index.js > index.js/src/own.ts',
      'index.js > index.js/src/index.ts',
      'index.js/node_modules/wrapped/index.js > node:http2',
    ]);
    assert.ok(ownMsOf(told, 'index.js/node_modules/wrapped/index.js') >= 39);
    assert.ok(ownMsOf(told, 'index.js/src/own.ts') >= 19);
    // Less than any of them: a machine that takes its CPU away just then is asked again.
    const ownOfIndex = () => ownMsOf(traced({ 'index.js': bundle }), 'index.js/src/index.ts');
    assert.ok(Array.from({ length: 20 }).some(() => ownOfIndex() < 19));
  });

  test('ES modules are told apart likewise', () => {
    const told = traced({
      'index.mjs': `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);\n${bundle}`,
    });
    assert.equal(told.failure, undefined);
    assert.ok(ownMsOf(told, 'index.mjs/node_modules/wrapped/index.js') >= 39);
    assert.ok(ownMsOf(told, 'index.mjs/src/own.ts') >= 19);
  });

  test('a file with a comment that is like a path stays one', () => {
    const told = traced({
      'index.js': 'exports.a = [\n// src/a.js\n1,\n// src/b.js\n2];\n// see src/b.js\n// src/c.js\n',
    });
    assert.deepEqual(treeOf(told), ['index.js']);
  });
});
