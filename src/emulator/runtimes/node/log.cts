import fs = require('node:fs');
import util = require('node:util');

import errors = require('./errors.cjs');
import isRewritten = require('./generation.cjs');

interface Level {
  readonly name: 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'FATAL';
  readonly priority: number;
}

const LEVELS: readonly Level[] = (['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'] as const).map((name, index) => ({
  name,
  priority: index + 1,
}));

const isJson = process.env.AWS_LAMBDA_LOG_FORMAT?.toUpperCase() === 'JSON';
const lowest = LEVELS.find(({ name }) => name === process.env.AWS_LAMBDA_LOG_LEVEL?.toUpperCase())?.priority ?? 0;
const frames = takeFrames();

/** Before the first invocation there is none; the two clients print that differently. */
let requestId: string | undefined = isRewritten ? '-' : undefined;
let tenantId: string | undefined;

function setLogContext(headers: ReadonlyMap<string, string>): void {
  requestId = headers.get('lambda-runtime-aws-request-id');
  // The rewritten client has a place for it, and leaves it empty (4.0.2).
  if (!isRewritten) tenantId = headers.get('lambda-runtime-aws-tenant-id');
}

/** All levels filter by AWS_LAMBDA_LOG_LEVEL, in both formats: AWS sets it for the JSON format alone. */
function patchConsole(): void {
  const at = (name: Level['name']): ((message?: unknown, ...more: unknown[]) => void) => {
    const level = LEVELS.find((it) => it.name === name);
    if (level === undefined || level.priority < lowest) return () => {};
    return (message, ...more) => writeLog(level, message, more);
  };
  const patched = {
    trace: at('TRACE'),
    debug: at('DEBUG'),
    info: at('INFO'),
    warn: at('WARN'),
    error: at('ERROR'),
    fatal: at('FATAL'),
  };
  Object.assign(console, patched, { log: patched.info });
}

/** What the runtime itself has to say of an error. In a text log the JSON stands behind a tab, for old readers of logs. */
function logError(what: string, thrown: unknown): void {
  const error = errors.intoError(thrown);
  if (isJson) console.error(error);
  else console.error(what, `\t${errors.describeError(error)}`);
}

function writeLog(level: Level, message: unknown, more: readonly unknown[]): void {
  const now = new Date();
  const time = now.toISOString();
  const text = isJson
    ? formatJson(time, level, message, more)
    : `${time}\t${requestId}\t${level.name}\t${util.format(message, ...more)}`;
  if (frames !== undefined) writeFrame(frames, level, now, isJson ? text : `${text}\n`);
  else writeAll(STDOUT, Buffer.from(`${text.replaceAll('\n', '\r')}\n`));
}

function formatJson(timestamp: string, level: Level, message: unknown, more: readonly unknown[]): string {
  const head = { timestamp, level: level.name, requestId, ...(tenantId ? { tenantId } : {}) };
  if (more.length === 0) {
    try {
      return JSON.stringify({ ...head, message }, (_key, value: unknown) => withFields(value));
    } catch {
      return JSON.stringify({ ...head, message: util.format(message) });
    }
  }
  const error = [...(isRewritten ? [] : [message]), ...more].find((it) => it instanceof Error);
  const fields = error === undefined ? {} : { ...errorFields(error), stackTrace: error.stack?.split('\n') ?? [] };
  return JSON.stringify({ ...head, message: util.format(message, ...more), ...fields });
}

const withFields = (value: unknown): unknown =>
  value instanceof Error ? { ...errorFields(value), stackTrace: value.stack?.split('\n'), ...value } : value;

const errorFields = (error: Error): object => ({
  errorType: error.constructor?.name ?? 'UnknownError',
  errorMessage: error.message,
});

/**
 * The contract between AWS's runtimes and its platform, by which a message of several lines stays one event: frames of
 * type, length, time in microseconds and text, on the descriptor that this variable names. Functions do not see it.
 */
function takeFrames(): number | undefined {
  const { _LAMBDA_TELEMETRY_LOG_FD: descriptor } = process.env;
  delete process.env._LAMBDA_TELEMETRY_LOG_FD;
  return descriptor === undefined || descriptor === '' ? undefined : Number(descriptor);
}

const TEXT_FRAME = 0xa55a0003;
const JSON_FRAME = 0xa55a0002;
const FRAME_HEAD = 16;
const STDOUT = 1;

/** In one piece: what the function's own children write at the same time must not come in between. */
function writeFrame(descriptor: number, level: Level, now: Date, message: string): void {
  const length = Buffer.byteLength(message);
  const frame = Buffer.allocUnsafe(FRAME_HEAD + length);
  frame.writeUInt32BE((isJson ? JSON_FRAME : TEXT_FRAME) + level.priority * 4, 0);
  frame.writeUInt32BE(length, 4);
  frame.writeBigInt64BE(BigInt(now.getTime()) * 1000n, 8);
  frame.write(message, FRAME_HEAD);
  writeAll(descriptor, frame);
}

/**
 * Waits where the pipe is full: a log that is not read as fast as it is written slows the function, as on AWS, and what a
 * process has written before it dies is not lost. process.stdout would keep it in memory.
 */
function writeAll(descriptor: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length; ) {
    try {
      written += fs.writeSync(descriptor, bytes, written);
    } catch (error) {
      // Node.js makes a pipe non-blocking once process.stdout has been touched.
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) return;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}

export = { patchConsole, setLogContext, logError };
