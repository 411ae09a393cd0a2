import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { CreateFunctionCommand, LambdaClient, ListFunctionsCommand, type Runtime } from '@aws-sdk/client-lambda';
import { explanationOf } from '../../../../src/analysis/index.js';
import { explainSide, explainSides } from '../../../../src/commands/check/explain/explain-sides.js';
import type { MeasuredSide } from '../../../../src/commands/check/sides/side.js';
import { Cleanup } from '../../../../src/commands/cleanup.js';
import { Aftermath } from '../../../../src/commands/open/aftermath.js';
import { type Emulator, startEmulator } from '../../../../src/emulator/index.js';
import type { Explanation } from '../../../../src/recording/index.js';
import { type Connection, connect, FunctionUnderTest } from '../../../../src/target/index.js';
import { megabytes, milliseconds } from '../../../../src/units/index.js';
import { noPython } from '../../../fixtures/python.js';
import { zipOf } from '../../../fixtures/zip.js';

let emulator: Emulator;
let client: LambdaClient;
let connection: Connection;
const cleanup = new Cleanup();

before(async () => {
  emulator = await startEmulator({ port: 0, transition: milliseconds(0), preferFunctions: true });
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  client = new LambdaClient({ endpoint: emulator.endpoint, region: 'us-east-1', credentials });
  connection = await connect({ endpointUrl: emulator.endpoint, region: 'us-east-1' });
});
after(async () => {
  await cleanup.run();
  connection.close();
  client.destroy();
  await emulator.close();
});

let made = 0;

/** A function of these files, as a side of a check: its name is not the one of the function that is measured. */
async function sideOf(
  files: Readonly<Record<string, string>>,
  runtime: Runtime,
  handler: string,
): Promise<MeasuredSide> {
  made += 1;
  const created = await client.send(
    new CreateFunctionCommand({
      FunctionName: `made-${made}`,
      Runtime: runtime,
      Handler: handler,
      Role: 'arn:aws:iam::123456789012:role/orders',
      Code: { ZipFile: await zipOf(files) },
      Environment: { Variables: { TABLE: 'orders' } },
      MemorySize: 512,
    }),
  );
  const configuration = { ...created, FunctionName: 'orders' };
  const fn = new FunctionUnderTest(connection, `made-${made}`, 'kelvin 0123456789ab');
  return {
    kind: 'measured',
    source: { kind: 'folder', path: '.' },
    function: { name: 'orders' } as MeasuredSide['function'],
    configuration,
    architecture: 'x86_64',
    freshVersion: (memorySizeMB, signal) => fn.freshVersion(memorySizeMB, signal),
  };
}

const options = (coldStarts: number, signal = new AbortController().signal) => ({
  ...{ connection, memorySizeMB: megabytes(1769), signal, isEmbedded: true, coldStarts },
  ...{ folder: '/nowhere', cli: 'nowhere', cleanup, aftermath: new Aftermath(), say: () => {} },
});

const treeOf = ({ modules }: Explanation): string[] =>
  modules.map(({ name, parent }) => `${parent === null ? '' : `${modules[parent]?.name} > `}${name}`);

const spin = 'for (const until = performance.now() + 30; performance.now() < until; );\n';

describe('of a function on the emulator', { concurrency: false }, () => {
  test('both sides are traced, and what came is named with what it explains', async () => {
    const files = {
      'index.mjs': "import './own.mjs'; export const handler = () => process.env.TABLE;",
      'own.mjs': 'export {};',
    };
    const more = {
      'own.mjs': "import 'heavy';",
      'node_modules/heavy/index.js': `require('./a'); ${spin}`,
      'node_modules/heavy/a.js': spin,
    };
    const base = await sideOf(files, 'nodejs24.x', 'index.handler');
    const head = await sideOf({ ...files, ...more }, 'nodejs24.x', 'index.handler');
    const { explanations, unexplained } = await explainSides({ base, head }, options(2));
    assert.equal(unexplained, undefined);
    const [before, now] = explanations;
    assert.ok(before !== undefined && now !== undefined);
    assert.deepEqual([before.side, treeOf(before)], ['base', ['index.mjs', 'index.mjs > own.mjs']]);
    assert.deepEqual(treeOf(now), [
      'index.mjs',
      'index.mjs > own.mjs',
      'own.mjs > node_modules/heavy/index.js',
      'node_modules/heavy/index.js > node_modules/heavy/a.js',
    ]);
    assert.equal(now.coldStarts, 2);
    assert.equal(now.initDurationMsEach?.length, 2);
    const [first] = explanationOf(before, now, 60).changes;
    assert.equal(first?.name, 'heavy');
    assert.ok((first?.changeMs ?? 0) >= 60, `${first?.changeMs} ms`);
    assert.deepEqual(first?.broughtBy, ['index.mjs', 'own.mjs']);
  });

  test('Python tells packages before what lies in them, and lazy imports of INIT', { skip: noPython }, async () => {
    const files = {
      'app/main.py':
        'from heavy import inner\nimport importlib\nimportlib.import_module("heavy.late")\ntry:\n  import missing\nexcept ImportError:\n  pass\n',
      'heavy/__init__.py': '',
      'heavy/inner.py': 'import sqlite3',
      'heavy/late.py': '',
    };
    const side = await sideOf(files, 'python3.11', 'app/main.handler');
    const told = await explainSide(side, options(1));
    assert.ok('modules' in told, JSON.stringify(told));
    const own = treeOf({ ...told, side: 'head' }).filter((it) => /app|heavy|missing/.test(it));
    assert.deepEqual(own, [
      'app',
      'app.main',
      'app.main > heavy',
      'app.main > heavy.inner',
      'heavy.inner > sqlite3',
      'app.main > heavy.late',
    ]);
    assert.equal(told.language, 'python');
    assert.ok(told.modules.some(({ name, bytes }) => name === '_sqlite3' && (bytes ?? 0) > 0));
  });

  test('what cannot be told is a reason', async () => {
    const broken = await sideOf({ 'index.js': "throw new RangeError('too far');" }, 'nodejs24.x', 'index.handler');
    const other = await sideOf({ bootstrap: 'exit 1' }, 'provided.al2023', 'index.handler');
    const { explanations, unexplained } = await explainSides({ base: broken, head: other }, options(1));
    assert.deepEqual(explanations, []);
    assert.equal(
      unexplained,
      'base: its handler could not be loaded (RangeError: too far); head: what provided.al2023 loads is not known to Kelvin',
    );
    const aborted = AbortSignal.abort();
    assert.deepEqual(await explainSide(broken, options(1, aborted)), { reason: 'it was interrupted' });
  });

  test('no copy is left behind', async () => {
    const side = await sideOf({ 'index.js': '' }, 'nodejs24.x', 'index.handler');
    await explainSide(side, options(1));
    const { Functions = [] } = await client.send(new ListFunctionsCommand({}));
    assert.deepEqual(
      Functions.filter(({ FunctionName }) => FunctionName?.startsWith('kelvin')),
      [],
    );
  });
});
