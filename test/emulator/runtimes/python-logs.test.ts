import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Settings } from '../../../src/emulator/functions/configuration.js';
import { RuntimeProcess, whyNot } from './runtime-process.js';

const PYTHON = 'python3.12';

const start = (code: string, more: Partial<Settings> = {}) =>
  RuntimeProcess.start({ 'app.py': code }, { runtime: PYTHON, handler: 'app.handler', ...more });

const LOGS = [
  'import logging',
  'log = logging.getLogger()',
  'mine = logging.getLogger("mine")',
  'def handler(event, context):',
  '    for level in ("debug", "info", "warning", "error", "critical"):',
  '        getattr(log, level)(level)',
].join('\n');

describe('logs of Python functions', { skip: whyNot(PYTHON) }, () => {
  test('have level, time and request id, and begin at WARNING', async () => {
    await using it = await start(LOGS);
    const { id } = await it.api.invoke();
    await it.logged(/critical\n/);
    assert.deepEqual(
      it.lines.map((line) => line.replace(/[\d-]{10}T[\d:]{8}\.\d{3}Z/, 'TIME')),
      [`[WARNING]\tTIME\t${id}\twarning`, `[ERROR]\tTIME\t${id}\terror`, `[CRITICAL]\tTIME\t${id}\tcritical`],
    );
  });

  test('leave at once, what is printed among them', async () => {
    const code = [
      'import logging, sys',
      'def handler(event, context):',
      '    print("printed")',
      '    logging.getLogger().warning("logged")',
      '    print("to stderr", file=sys.stderr)',
      '    context.log("by the context\\n")',
      '    import os; os._exit(0)',
    ].join('\n');
    await using it = await start(code);
    it.api.send({});
    await it.exited;
    const text = it.log.replace(/\[WARNING\]\t.*\t/, '');
    assert.deepEqual(text.split('\n').sort(), ['', 'by the context', 'logged', 'printed', 'to stderr']);
  });

  test('in JSON have the fields of AWS and those of the function, at the level that was chosen', async () => {
    const code = [
      LOGS,
      '    mine.info("extra %s", 1, extra={"order": 5, "nothing": None})',
      '    try:',
      '        1 / 0',
      '    except ZeroDivisionError:',
      '        log.exception("failed")',
    ].join('\n');
    await using it = await start(code, { logFormat: 'JSON', applicationLogLevel: 'INFO' });
    const { id } = await it.api.invoke();
    await it.logged(/failed.*\n/);
    const records = it.lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    assert.ok(records.every(({ timestamp }) => /^[\d-]{10}T[\d:]{8}\.\d{3}Z$/.test(String(timestamp))));
    assert.ok(records.every(({ requestId }) => requestId === id));
    assert.deepEqual(
      records.map(({ level, message }) => [level, message]),
      [
        ['INFO', 'info'],
        ['WARNING', 'warning'],
        ['ERROR', 'error'],
        ['CRITICAL', 'critical'],
        ['INFO', 'extra 1'],
        ['ERROR', 'failed'],
      ],
    );
    const [extra, failed] = records.slice(-2);
    assert.deepEqual([extra?.logger, extra?.order, Object.hasOwn(extra ?? {}, 'nothing')], ['mine', 5, false]);
    assert.deepEqual([failed?.errorType, failed?.errorMessage], ['ZeroDivisionError', 'division by zero']);
    assert.match(String(failed?.location), /app\.py:handler:\d+$/);
    assert.equal((failed?.stackTrace as string[] | undefined)?.length, 1);
  });

  test('of a tenant carry its name in JSON', async () => {
    await using it = await start(LOGS, { logFormat: 'JSON', applicationLogLevel: 'FATAL' });
    await it.api.invoke({}, { 'Lambda-Runtime-Aws-Tenant-Id': 'tenant' });
    await it.logged(/\n/);
    assert.deepEqual(
      it.lines.map((line) => JSON.parse(line).tenantId),
      ['tenant'],
    );
  });
});
