import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Runtime } from '@aws-sdk/client-lambda';
import { variablesFor } from '../../../src/emulator/environment/variables.js';
import type { Settings } from '../../../src/emulator/functions/configuration.js';
import { AWS_PATHS } from '../../../src/emulator/runtimes/paths.js';
import { Bench } from '../harness.js';
import { visibleNode, whyNoNode } from '../visible-node.js';
import { defaults, versionOf, whyNot } from './runtime-process.js';

const credentials = { accessKeyId: 'ASIAEXAMPLE', secretAccessKey: 'secret', sessionToken: 'token' };

/** As a function in a sandbox would see them; the runtime's own among them. */
function variablesOf(runtime: string, settings: Partial<Settings> = {}): Record<string, string> {
  const version = versionOf({ ...defaults, runtime, ...settings }, '/var/task');
  const surroundings = { runtimeApi: '169.254.100.1:9001', logStream: 'stream', paths: AWS_PATHS, credentials };
  return { ...variablesFor(version, surroundings), _X_AMZN_TRACE_ID: 'trace' };
}

const SHARED = process.env.KELVIN_SHARED_DATA;
const RECORDED = SHARED === undefined ? '' : join(SHARED, 'aws-recorded', 'lambda-lambda_common.json');
const noRecordings = existsSync(RECORDED) ? false : 'KELVIN_SHARED_DATA names no folder with aws-recorded';

/** Made up by whoever recorded, or of that account. */
const PLACEHOLDER = /^<.*>$|^TEST_VAL$/;
/** Families of which only the control plane is here set some of their own. */
const FAMILIES = /\[(nodejs(?!1[68])|python|provided)/;

describe('the variables of a function', () => {
  test('are those that functions on AWS have seen', { skip: noRecordings }, () => {
    const recorded = JSON.parse(readFileSync(RECORDED, 'utf8')) as Record<string, { 'recorded-content': Recorded }>;
    const seen = Object.entries(recorded).filter(([name]) => FAMILIES.test(name));
    assert.ok(seen.length >= 8, `${seen.length} recordings`);
    for (const [name, { 'recorded-content': content }] of seen) {
      const { environment } = content.invocation_result_payload;
      const runtime = /\[(.+)\]/.exec(name)?.[1] ?? '';
      const settings = { handler: environment._HANDLER ?? '', variables: { TEST_KEY: 'TEST_VAL' } };
      const ours = variablesOf(runtime, settings);
      assert.deepEqual(Object.keys(ours).sort(), Object.keys(environment).sort(), runtime);
      const fixed = Object.entries(environment).filter(
        ([key, it]) => !PLACEHOLDER.test(it) && !OF_THE_FUNCTION.test(key),
      );
      assert.deepEqual(Object.fromEntries(fixed.map(([key]) => [key, ours[key]])), Object.fromEntries(fixed), runtime);
    }
  });

  test('of the log format JSON say so, with the level', () => {
    const { AWS_LAMBDA_LOG_FORMAT, AWS_LAMBDA_LOG_LEVEL } = variablesOf('nodejs24.x', { logFormat: 'JSON' });
    assert.deepEqual([AWS_LAMBDA_LOG_FORMAT, AWS_LAMBDA_LOG_LEVEL], ['JSON', 'INFO']);
    const { AWS_LAMBDA_LOG_LEVEL: chosen } = variablesOf('nodejs24.x', {
      logFormat: 'JSON',
      applicationLogLevel: 'WARN',
    });
    assert.equal(chosen, 'WARN');
    assert.equal('AWS_LAMBDA_LOG_FORMAT' in variablesOf('nodejs24.x'), false);
  });

  test('may be its own where AWS lets it choose, and not where not', () => {
    const variables = { PATH: '/mine', TZ: 'Europe/Berlin', NODE_PATH: '/there', MINE: '1' };
    const { PATH, TZ, NODE_PATH, MINE } = variablesOf('nodejs24.x', { variables });
    assert.deepEqual({ PATH, TZ, NODE_PATH, MINE }, variables);
  });
});

interface Recorded {
  readonly invocation_result_payload: { readonly environment: Readonly<Record<string, string>> };
}

/** The address of the network that the function ran in, and what this test has set otherwise. */
const OF_THE_FUNCTION = /^(AWS_LAMBDA_(RUNTIME_API|FUNCTION_MEMORY_SIZE|LOG_GROUP_NAME)|_?AWS_XRAY_DAEMON_ADDRESS)$/;

describe('nothing of the host gets in', () => {
  let bench: Bench;
  before(async () => {
    process.env.KELVIN_TEST_SECRET = 'of the host';
    bench = await Bench.start();
  });
  after(async () => {
    delete process.env.KELVIN_TEST_SECRET;
    await bench.close();
  });

  const names = async (runtime: string, files: Parameters<Bench['create']>[1]): Promise<string[]> => {
    const name = runtime.replace('.', '-');
    const Handler = runtime.startsWith('python') ? 'app.handler' : 'index.handler';
    await bench.create(name, files, { Runtime: runtime as Runtime, Handler });
    return ((await bench.invoke(name)).payload as string[]).sort();
  };

  for (const runtime of ['nodejs22.x', 'nodejs24.x']) {
    test(`into ${runtime}`, async () => {
      const files = { 'index.js': 'exports.handler = async () => Object.keys(process.env)' };
      assert.deepEqual(await names(runtime, files), Object.keys(variablesOf(runtime)).sort());
    });
  }

  for (const runtime of ['python3.11', 'python3.12']) {
    test(`into ${runtime}`, { skip: whyNot(runtime) }, async () => {
      const files = { 'app.py': 'import os\ndef handler(e, c): return list(os.environ)' };
      assert.deepEqual(await names(runtime, files), Object.keys(variablesOf(runtime)).sort());
    });
  }

  test('into a custom runtime', { skip: whyNoNode }, async () => {
    const content = `#!${visibleNode}
const base = 'http://' + process.env.AWS_LAMBDA_RUNTIME_API + '/2018-06-01/runtime/invocation/';
(async () => { for (;;) {
  const id = (await fetch(base + 'next')).headers.get('lambda-runtime-aws-request-id');
  await fetch(base + id + '/response', { method: 'POST', body: JSON.stringify(Object.keys(process.env)) });
} })();`;
    const { _X_AMZN_TRACE_ID: _, ...wanted } = variablesOf('provided.al2023');
    const files = { bootstrap: { content, mode: 0o100755 } };
    assert.deepEqual(await names('provided.al2023', files), Object.keys(wanted).sort());
  });
});
