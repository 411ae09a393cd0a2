import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Settings } from '../../../src/emulator/functions/configuration.js';
import { RuntimeProcess } from './runtime-process.js';

const start = (code: string, settings: Partial<Settings> = {}) => RuntimeProcess.start({ 'index.js': code }, settings);

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\t/;

const EVERY = 'for (const level of ["trace", "debug", "info", "log", "warn", "error", "fatal"]) console[level](level);';

describe('console in text', () => {
  test('has time, request id, level and Node.js formats; a newline within stays one event', async () => {
    const code = `console.log('at the top'); exports.handler = async () => {
      ${EVERY} console.log('%s is %d %j', 'a', 1, { b: 2 }, 'more'); console.info({ deep: { a: { b: { c: 1 } } } }, 'two\\nlines') }`;
    await using it = await start(code);
    const { id } = await it.api.invoke();
    await it.logged(/lines\n/);
    assert.ok(it.lines.every((line) => TIME.test(line)));
    assert.deepEqual(
      it.lines.map((line) => line.replace(TIME, '')),
      [
        '-\tINFO\tat the top',
        ...[`${id}\tTRACE\ttrace`, `${id}\tDEBUG\tdebug`, `${id}\tINFO\tinfo`, `${id}\tINFO\tlog`],
        ...[`${id}\tWARN\twarn`, `${id}\tERROR\terror`, `${id}\tFATAL\tfatal`],
        `${id}\tINFO\ta is 1 {"b":2} more`,
        `${id}\tINFO\t{ deep: { a: { b: [Object] } } } two\rlines`,
      ],
    );
  });

  test('keeps the request id behind what is waited for', async () => {
    const code = `exports.handler = async () => { await new Promise((r) => setTimeout(r, 1)); console.log('later');
      await fetch('http://127.0.0.1:1').catch(() => {}); console.log('after fetch') }`;
    await using it = await start(code);
    const { id } = await it.api.invoke();
    await it.logged(/after fetch\n/);
    assert.ok(it.lines.every((line) => line.includes(`\t${id}\tINFO\t`)));
  });

  test('is undefined before the first invocation in Node.js 22', async () => {
    await using it = await start('console.log("top"); exports.handler = async () => 1', { runtime: 'nodejs22.x' });
    await it.api.invoke();
    await it.logged(/\tundefined\tINFO\ttop\n/);
  });
});

describe('console in JSON', () => {
  test('has the fields of AWS; an error among the values has its own', async () => {
    const code = `exports.handler = async () => {
      console.log('text'); console.info({ a: [1] }); console.warn('%s!', 'formatted');
      const error = Object.assign(new TypeError('bad'), { extra: 5 }); delete error.stack;
      console.error(error); console.error('with', error); const circle = {}; circle.circle = circle; console.log(circle) }`;
    await using it = await start(code, { logFormat: 'JSON' });
    const { id } = await it.api.invoke();
    await it.logged(/Circular.*\n/);
    const records = it.lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    assert.deepEqual(Object.keys(records[0] ?? {}), ['timestamp', 'level', 'requestId', 'message']);
    assert.ok(records.every(({ requestId }) => requestId === id));
    assert.deepEqual(
      records.map(({ timestamp: _, requestId: __, ...rest }) => rest),
      [
        { level: 'INFO', message: 'text' },
        { level: 'INFO', message: { a: [1] } },
        { level: 'WARN', message: 'formatted!' },
        { level: 'ERROR', message: { errorType: 'TypeError', errorMessage: 'bad', extra: 5 } },
        {
          level: 'ERROR',
          message: 'with [TypeError: bad] { extra: 5 }',
          errorType: 'TypeError',
          errorMessage: 'bad',
          stackTrace: [],
        },
        { level: 'INFO', message: '<ref *1> { circle: [Circular *1] }' },
      ],
    );
  });

  test('tells an error of the handler as an object', async () => {
    await using it = await start('exports.handler = async () => { throw new RangeError("far") }', {
      logFormat: 'JSON',
    });
    await it.api.invoke();
    await it.logged(/\n/);
    const { level, message } = JSON.parse(it.lines[0] ?? '');
    assert.deepEqual([level, message.errorType, message.errorMessage], ['ERROR', 'RangeError', 'far']);
    assert.equal(message.stackTrace[0], 'RangeError: far');
  });

  test('leaves out what is below the level of the function', async () => {
    const settings = { logFormat: 'JSON', applicationLogLevel: 'WARN' };
    await using it = await start(`exports.handler = async () => { ${EVERY} }`, settings);
    await it.api.invoke();
    await it.logged(/fatal"}\n/);
    assert.deepEqual(
      it.lines.map((line) => JSON.parse(line).message),
      ['warn', 'error', 'fatal'],
    );
  });
});

describe('a log of many megabytes', () => {
  test('that is read slowly slows the function and loses nothing', async () => {
    const code = `exports.handler = async () => { for (let i = 0; i < 200; i++) console.log('x'.repeat(50_000)); return 'done' }`;
    for (const framed of [{}, { _LAMBDA_TELEMETRY_LOG_FD: '1' }]) {
      await using it = await RuntimeProcess.start({ 'index.js': code }, {}, framed);
      const answer = it.api.invoke();
      it.child.stdout?.pause();
      await new Promise((resolve) => setTimeout(resolve, 50));
      it.child.stdout?.resume();
      assert.equal((await answer).body, '"done"');
      it.child.kill();
      await it.exited;
      assert.equal(it.log.split('x'.repeat(50_000)).length, 201);
    }
  });
});
