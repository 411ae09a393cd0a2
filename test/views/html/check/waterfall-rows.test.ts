import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ModuleChange } from '../../../../src/analysis/index.js';
import { milliseconds } from '../../../../src/units/index.js';
import { type Module, waterfallRows } from '../../../../src/views/html/check/explanation/waterfall-rows.js';
import { addedImport } from '../../../fixtures/check/index.js';

const moduleOf = (name: string, parent: number | null, ownMs: number): Module => ({
  name,
  parent,
  startMs: milliseconds(0),
  ownMs: milliseconds(ownMs),
  totalMs: milliseconds(ownMs),
  bytes: null,
});

const changeOf = (name: string): ModuleChange => {
  const [some] = addedImport.changes;
  assert.ok(some);
  return { ...some, name };
};

/** A handler, a chain of three below it, and as many short ones as it takes. */
const application = (short: number): Module[] => [
  moduleOf('index.mjs', null, 0),
  moduleOf('lib/a.mjs', 0, 0),
  moduleOf('lib/b.mjs', 1, 0),
  moduleOf('lib/slow.mjs', 2, 90),
  ...Array.from({ length: short }, (_, index) => moduleOf(`lib/short-${index}.mjs`, 0, 0.1)),
];

describe('waterfallRows', () => {
  it('shows a small application whole, in the order of loading', () => {
    const { rows, dropped } = waterfallRows(application(10), []);
    assert.deepEqual(
      rows.map(({ module }) => module.name),
      application(10).map(({ name }) => name),
    );
    assert.ok(rows.every(({ isMinor }) => !isMinor));
    assert.deepEqual(dropped, []);
  });

  it('puts each module below the one that asked for it, though others were found in between', () => {
    const modules = [
      moduleOf('index.mjs', null, 1),
      moduleOf('a/index.js', 0, 1),
      moduleOf('b/index.js', 0, 1),
      moduleOf('a/lib.js', 1, 1),
      moduleOf('b/lib.js', 2, 1),
      moduleOf('late.js', 9, 1),
    ];
    const { rows } = waterfallRows(modules, []);
    assert.deepEqual(
      rows.map(({ module, depth }) => `${depth} ${module.name}`),
      ['0 index.mjs', '1 a/index.js', '2 a/lib.js', '1 b/index.js', '2 b/lib.js', '0 late.js'],
    );
  });

  it('shows who asked for a slow module, and its depth', () => {
    const { rows } = waterfallRows(application(500), []);
    const chain = rows.filter(({ module }) => /index|\/a|\/b|slow/.test(module.name));
    assert.deepEqual(
      chain.map(({ depth, isMinor }) => [depth, isMinor]),
      [
        [0, false],
        [1, false],
        [2, false],
        [3, false],
      ],
    );
    assert.ok(rows.filter(({ isMinor }) => isMinor).length > 400);
  });

  it('shows what changed however short it is', () => {
    const { rows } = waterfallRows(application(500), [changeOf('lib/short-499.mjs')]);
    const changed = rows.find(({ module }) => module.name === 'lib/short-499.mjs');
    assert.equal(changed?.isMinor, false);
    assert.equal(changed?.change, 'added');
  });

  it('shows a slow module beside hundreds that came with one package', () => {
    const came = Array.from({ length: 500 }, (_, index) => moduleOf(`node_modules/big/${index}.js`, 0, 1));
    const { rows } = waterfallRows([...application(0), ...came], [changeOf('big')]);
    assert.equal(rows.find(({ module }) => module.name === 'lib/slow.mjs')?.isMinor, false);
    assert.ok(rows.filter(({ change, isMinor }) => change !== undefined && !isMinor).length >= 15);
  });

  it('knows a module by the package that changed, of Node and of Python', () => {
    const modules = [
      moduleOf('index.mjs', null, 1),
      moduleOf('node_modules/lodash/map.js', 0, 1),
      moduleOf('node_modules/a/node_modules/@scope/deep/index.js', 0, 1),
      moduleOf('numpy.core.multiarray', 0, 1),
      moduleOf('numpyish', 0, 1),
    ];
    const { rows } = waterfallRows(modules, ['lodash', '@scope/deep', 'numpy'].map(changeOf));
    assert.deepEqual(
      rows.map(({ change }) => change),
      [undefined, 'added', 'added', 'added', undefined],
    );
  });

  it('leaves out the shortest of more than a thousand, and gives them back to be added up', () => {
    const { rows, dropped } = waterfallRows(application(3000), []);
    assert.equal(rows.length + dropped.length, 3004);
    assert.ok(rows.length <= 1004);
  });
});
