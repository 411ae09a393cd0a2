import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { CommandError } from '../../../src/commands/command-error.js';
import { checkHooks, hooksNote, hooksPart, RunHooks } from '../../../src/commands/hooks/index.js';
import type { Hooks } from '../../../src/scenario/index.js';
import { milliseconds } from '../../../src/units/index.js';
import { temporaryFolder, until } from '../kelvin.js';

const folder = temporaryFolder(after);
const PLACE = { functionName: 'orders', memorySizeMB: 512, architecture: 'arm64' };
const INVOCATION = { payload: { name: 'small', body: '{"n":1}' }, intended: 'warm' } as const;

interface Asked extends Partial<Omit<Hooks, 'before' | 'after'>> {
  readonly before?: string;
  readonly after?: string;
}

function opened({ before, after, ...more }: Asked, control = new AbortController()) {
  const said: string[] = [];
  const command = (text: string) => ({ kind: 'command', command: text, folder }) as const;
  const hooks: Hooks = {
    ...(before === undefined ? {} : { before: command(before) }),
    ...(after === undefined ? {} : { after: command(after) }),
    ...{ each: 'invocation', payloadFromBefore: false, timeoutMs: milliseconds(60_000), ...more },
  };
  const parts = { connection: undefined, environment: { TABLE_URL: 'http://x' }, signal: control.signal };
  const run = new RunHooks({ ...parts, hooks, say: (line) => said.push(line) });
  const { hooks: around } = run.ofInvocations(PLACE);
  return { run, said, control, hooks, around };
}

const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
/** A process that was killed is gone a moment later. */
const isGone = (pid: number): boolean => {
  try {
    return /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return true;
  }
};

test('tells a command where the run is, and gives it the payload and then the answer to read', async () => {
  const { around } = opened({
    before: 'cat > in; echo " $KELVIN_FUNCTION $KELVIN_MEMORY_SIZE $KELVIN_PAYLOAD $KELVIN_INTENDED $TABLE_URL" >> in',
    after: 'cat > out; echo " $KELVIN_OUTCOME $KELVIN_REQUEST_ID" >> out',
  });
  assert.deepEqual(await around?.before(INVOCATION), { body: '{"n":1}' });
  const answer = {
    kind: 'answered',
    requestId: 'r1',
    latencyMs: milliseconds(1),
    logTail: '',
    payload: '"ok"',
  } as const;
  await around?.after(INVOCATION, answer);
  assert.equal(read('in'), '{"n":1} orders 512 small warm http://x\n');
  assert.equal(read('out'), '"ok" answered r1\n');
});

test('sends what the hook before prints only where it is asked for, and what it must send as it is', async () => {
  const before = 'echo \'{"n": 2}\'; echo noise >&2';
  assert.deepEqual(await opened({ before }).around?.before(INVOCATION), { body: '{"n":1}' });
  const asked = { payloadFromBefore: true };
  assert.deepEqual(await opened({ before, ...asked }).around?.before(INVOCATION), { body: '{"n": 2}' });
  assert.deepEqual(await opened({ before: 'true', ...asked }).around?.before(INVOCATION), { body: '{"n":1}' });
});

test('a hook that prints no JSON for a payload has failed, and what it printed is in no record', async () => {
  const { around, said } = opened({ before: 'echo secret', payloadFromBefore: true });
  assert.deepEqual(await around?.before(INVOCATION), { failed: 'it gave no payload' });
  assert.match(said.join(), /secret/);
});

test('ends the run when a hook fails three times in a row, with what it said, and not before', async () => {
  const { around } = opened({ before: 'read -r line; [ -e fine ] || { echo no table >&2; exit 7; }' });
  const failed = { failed: 'exit code 7' };
  assert.deepEqual(await around?.before(INVOCATION), failed);
  assert.deepEqual(await around?.before(INVOCATION), failed);
  await assert.rejects(around?.before(INVOCATION) ?? Promise.resolve(), (error: unknown) => {
    assert.ok(error instanceof CommandError);
    assert.equal(error.problem, 'the hook before failed 3 times in a row: exit code 7\n  | no table');
    assert.match(error.hint, /run it by hand: read -r line.* \(in \//);
    return error.exit === 'failed';
  });
});

test('counts a hook after that failed, as what was measured stands', async () => {
  const { run, around } = opened({ after: '[ -e flag ] || { touch flag; exit 1; }' });
  await around?.after(INVOCATION, undefined);
  await around?.after(INVOCATION, undefined);
  assert.deepEqual(run.failed, { hooksFailed: { count: 1, message: 'exit code 1' } });
});

test('ends a hook that takes too long, with all that it has started', async () => {
  // A busy machine may not even have begun it by then.
  for (let timeoutMs = 300; !existsSync(join(folder, 'late')); timeoutMs *= 10) {
    const before = 'sleep 1000 & echo $! > beginning; mv beginning late; wait';
    const { around } = opened({ before, timeoutMs: milliseconds(timeoutMs) });
    assert.match(JSON.stringify(await around?.before(INVOCATION)), /"failed":"it was ended after /);
  }
  await until('the hook is gone', () => isGone(Number(read('late'))));
});

test('the end of the run ends the hook before at once; the one after is still run for what was begun', async () => {
  const { run, control } = opened({
    before: 'sleep 1000 & echo $! > begun; wait',
    after: 'touch never',
    each: 'visit',
  });
  const running = run.aroundVisit(PLACE, async () => assert.fail('it was measured'));
  await until('the hook has begun', () => existsSync(join(folder, 'begun')) && read('begun') !== '');
  control.abort();
  await running;
  await until('the hook is gone', () => isGone(Number(read('begun'))));
  assert.ok(!existsSync(join(folder, 'never')));
  const second = opened({ before: 'touch made', after: 'rm made', each: 'visit' });
  await second.run.aroundVisit(PLACE, async () => {
    assert.ok(existsSync(join(folder, 'made')));
    second.control.abort();
  });
  assert.ok(!existsSync(join(folder, 'made')));
});

test('a hook of a whole visit that fails ends the run, and what failed in the visit comes first', async () => {
  await assert.rejects(
    opened({ before: 'exit 1', each: 'visit' }).run.aroundVisit(PLACE, async () => assert.fail('it was measured')),
    /^.*the hook before failed: exit code 1/,
  );
  const { run, said } = opened({ after: 'exit 2', each: 'visit' });
  await assert.rejects(
    run.aroundVisit(PLACE, async () => Promise.reject(new Error('expired token'))),
    /expired token/,
  );
  assert.deepEqual(said, ['the hook after failed: exit code 2']);
  await assert.rejects(
    run.aroundVisit(PLACE, async () => {}),
    /the hook after failed: exit code 2/,
  );
});

test('a hook after that cannot even be invoked hides nothing of what failed before it', async () => {
  const said: string[] = [];
  const hooks: Hooks = {
    ...{ after: { kind: 'function', name: 'nobody' }, each: 'visit', payloadFromBefore: false },
    timeoutMs: milliseconds(60_000),
  };
  const { signal } = new AbortController();
  const run = new RunHooks({ hooks, connection: undefined, environment: {}, signal, say: (line) => said.push(line) });
  await assert.rejects(
    run.around(PLACE, async () => Promise.reject(new Error('expired token'))),
    /expired token/,
  );
  assert.match(said.join(), /the hook after failed: /);
});

test('a function as a hook is refused where there is none, before anything is made', () => {
  const { hooks } = opened({});
  const before = { kind: 'function', name: 'arn:aws:lambda:eu-west-1:123456789012:function:seed' } as const;
  checkHooks({ ...hooks, before }, 'functions');
  assert.throws(
    () => checkHooks({ ...hooks, before }, 'embedded-emulator'),
    /the hook before is the function seed, and on the emulator of this run/,
  );
});

test('a recording and a note say that there were hooks, and nothing of what they are', () => {
  const { hooks } = opened({ before: 'psql postgres://me:secret@db' });
  assert.deepEqual(hooksPart({ hooks }), { hooks: { before: 'command', each: 'invocation' } });
  assert.equal(hooksNote(hooks, 'asked'), 'hooks: a command before each invocation, not measured');
  assert.match(hooksNote(hooks, 'load'), /before the load at each memory size.*would bend its arrivals/);
});
