import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { kelvin, kelvinHere, NO_AWS, temporaryFolder } from './kelvin.js';

const folder = temporaryFolder(after);
const write = (path: string, text: string): string => {
  const full = join(folder, path);
  mkdirSync(join(full, '..'), { recursive: true });
  writeFileSync(full, text);
  return full;
};
const good = write('good/handler.mjs', 'export const handler = async () => 1;\n');
const yaml = (lines: string) =>
  `name: bad\nfunction: { code: good, handler: handler.handler, runtime: nodejs24.x }\n${lines}`;
const AWS_ENV = {
  ...NO_AWS,
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_REGION: 'us-east-1',
};

interface Case {
  readonly what: string;
  readonly args: readonly string[];
  readonly code: number;
  readonly says: readonly RegExp[];
  /** Of a process of its own. */
  readonly env?: NodeJS.ProcessEnv;
}

const CASES: readonly Case[] = [
  {
    what: 'an unknown option',
    args: ['tune', good, '--memroy', '128'],
    env: NO_AWS,
    code: 2,
    says: [/unknown option '--memroy'/, /--memory/],
  },
  { what: 'an unknown command', args: ['tnue'], code: 2, says: [/unknown command 'tnue'/, /tune/] },
  { what: 'nothing to tune', args: ['tune'], code: 2, says: [/nothing to tune/, /hint: /] },
  {
    what: 'an unknown memory size',
    args: ['tune', good, '--memory', '64,512'],
    code: 2,
    says: [/--memory: got 64/, /128 to 10,240/],
  },
  {
    what: 'a size that is no number',
    args: ['tune', good, '--memory', '128,banana'],
    code: 2,
    says: [/--memory: "banana" is no number/],
  },
  { what: 'a seed that is none', args: ['tune', good, '--seed', 'x'], code: 2, says: [/--seed x is no seed/] },
  {
    what: 'two strategies',
    args: ['tune', good, '--within', '5%', '--strategy', 'fastest'],
    code: 2,
    says: [/exclude each other/],
  },
  {
    what: 'a limit that is none',
    args: ['tune', good, '--max-duration', 'p42=1'],
    code: 2,
    says: [/--max-duration p42=1 is no limit/, /p95=200ms/],
  },
  { what: 'a missing handler', args: ['tune', join(folder, 'no/handler.mjs')], code: 2, says: [/no\/handler\.mjs/] },
  { what: 'a missing scenario', args: ['tune', join(folder, 'no.yaml')], code: 2, says: [/no\.yaml/] },
  {
    what: 'a scenario with several mistakes',
    env: NO_AWS,
    args: ['tune', write('bad.yaml', yaml('memorySizes: [64]\nstrategy: cheepest\nwarm: 3\n'))],
    code: 2,
    says: [/bad\.yaml:3/, /bad\.yaml:4/, /bad\.yaml:5/],
  },
  {
    what: 'a wrong runtime',
    args: [
      'tune',
      write('runtime.yaml', 'name: r\nfunction: { code: good, handler: handler.handler, runtime: nodejs8.x }\n'),
    ],
    code: 2,
    says: [/nodejs8\.x/, /nodejs24\.x/],
  },
  {
    what: 'no credentials',
    args: ['tune', '--function', 'f', '--region', 'us-east-1'],
    env: NO_AWS,
    code: 3,
    says: [/no AWS credentials/, /AWS_PROFILE/],
  },
  {
    what: 'no region',
    args: ['tune', '--function', 'f'],
    env: { ...AWS_ENV, AWS_REGION: undefined },
    code: 3,
    says: [/no AWS region/, /--region/],
  },
  {
    what: 'an unreachable endpoint',
    args: ['tune', '--function', 'f', '--endpoint-url', 'http://127.0.0.1:9'],
    env: AWS_ENV,
    code: 3,
    says: [/cannot be reached/, /--endpoint-url/],
  },
  {
    what: 'a missing recording',
    args: ['report', join(folder, 'none.jsonl')],
    code: 2,
    says: [/none\.jsonl: there is no such file/],
  },
  {
    what: 'a file that is no recording',
    args: ['report', good],
    code: 2,
    says: [/is no recording: line 1: it is no JSON object/],
  },
  {
    what: 'a profile that is nowhere, whatever keys the environment has',
    args: ['tune', '--function', 'f', '--profile', 'prod'],
    env: AWS_ENV,
    code: 3,
    says: [/there is no profile prod in your AWS configuration files/, /list-profiles/],
  },
  {
    what: 'a queue endpoint that is not on this machine',
    args: ['emulate', '--port', '0', '--queue-endpoint', 'https://sqs.us-east-1.amazonaws.com'],
    code: 2,
    says: [/--queue-endpoint https:\S+ is not plain HTTP on this machine/],
  },
  {
    what: 'a folder for records that is a file',
    args: ['emulate', '--port', '0', '--destination-folder', good],
    code: 2,
    says: [/--destination-folder cannot be used: ENOTDIR/],
  },
  {
    what: 'a time that is none',
    args: ['emulate', '--idle-timeout', '5 minutes'],
    code: 2,
    says: [/--idle-timeout 5 minutes is no time/, /a time with its unit/],
  },
  { what: 'a port that is none', args: ['emulate', '--port', '70000'], code: 2, says: [/--port 70000 is no port/] },
  {
    what: 'an address that others reach, and nobody to sign',
    args: ['emulate', '--host', '0.0.0.0', '--port', '0'],
    code: 2,
    says: [
      /--host 0\.0\.0\.0 .* every request has to be signed/,
      /hint: .*AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY/,
    ],
  },
  {
    what: 'an address of somebody else',
    args: ['emulate', '--host', '192.0.2.1', '--port', '0'],
    env: { ...NO_AWS, AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' },
    code: 2,
    says: [/--host 192\.0\.2\.1 is no address of this machine/],
  },
  { what: 'a journal that is none', args: ['restore', good], code: 3, says: [/is no restore journal/] },
];

for (const { what, args, code, says, env } of CASES) {
  test(`${what} is one clear message with what to do, exit code ${code}`, async () => {
    const finished = await (env === undefined
      ? kelvinHere(args, { cwd: folder })
      : kelvinHere(args, { cwd: folder, env }));
    assert.equal(finished.code, code, finished.stderr);
    for (const expected of says) assert.match(finished.stderr, expected);
    assert.ok(!/^\s+at /m.test(finished.stderr), `a stack is shown: ${finished.stderr}`);
    assert.equal(finished.stdout, '');
    assert.ok(!readdirSync(folder).includes('reports'), 'a folder is left behind');
  });
}

test('a port in use is named, with what to do', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  const { code, stderr } = await kelvin(['emulate', '--port', String(port)]);
  server.close();
  assert.equal(code, 3);
  assert.match(stderr, new RegExp(`port ${port} is in use`));
  assert.match(stderr, /hint: .*--port/);
});

/** Handlers that cannot work at any size: the run ends with the finding, not with a stack. */
const BROKEN: Readonly<Record<string, [string, RegExp]>> = {
  'throws at import': [
    'throw new Error("no database");\nexport const handler = () => 1;\n',
    /no database|Runtime\.|Error/,
  ],
  'has a syntax error': ['export const handler = async () => {\n', /SyntaxError/],
  'exports no handler': ['export const other = () => 1;\n', /HandlerNotFound|not defined|undefined/],
  'throws in the handler': ['export const handler = async () => { throw new TypeError("bad input"); };\n', /TypeError/],
};

for (const [what, [code, says]] of Object.entries(BROKEN)) {
  test(`a handler that ${what} fails at every size: exit code 3, nothing recommended`, async () => {
    const handler = write(`broken-${what.replaceAll(' ', '-')}/handler.mjs`, code);
    const out = join(folder, `out-${what.replaceAll(' ', '-')}`);
    // Sizes at which a second INIT, inside the invocation and under the quota, takes no longer than the first.
    const sizes = ['--memory', '1769,3538', '--cold', '1', '--warm', '1'];
    const finished = await kelvinHere(['tune', handler, ...sizes, '--out', out]);
    assert.equal(finished.code, 3, finished.stderr);
    assert.match(finished.stdout, says);
    assert.match(finished.stdout, /nothing (can be|is) recommended/i);
    assert.deepEqual(readdirSync(out).sort(), ['recording.jsonl', 'report.html', 'result.json', 'summary.md']);
  });
}

test('no size that meets the limit is a failed threshold: exit code 1', async () => {
  const args = ['tune', good, '--memory', '256', '--cold', '1', '--warm', '6', '--max-duration', 'p50=0.001ms'];
  const finished = await kelvinHere([...args, '--out', join(folder, 'limit')]);
  assert.equal(finished.code, 1, finished.stderr);
  assert.match(finished.stdout, /limit/);
});

test('a run without a warm measurement is inconclusive: exit code 4', async () => {
  const args = ['tune', good, '--memory', '256', '--cold', '1', '--warm', '0', '--out', join(folder, 'thin')];
  const finished = await kelvinHere(args);
  assert.equal(finished.code, 4, finished.stderr);
  assert.match(finished.stdout, /no size has warm measurements enough/i);
});
