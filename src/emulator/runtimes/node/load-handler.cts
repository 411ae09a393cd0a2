import path = require('node:path');

import errors = require('./errors.cjs');
import isRewritten = require('./generation.cjs');
import loadModule = require('./load-module.cjs');

import type { Handler, HandlerMetadata } from './types.cjs';

const STREAMING = Symbol.for('aws.lambda.runtime.handler.streaming');
const HIGH_WATER_MARK = Symbol.for('aws.lambda.runtime.handler.streaming.highWaterMark');

interface Loaded {
  readonly handler: Handler;
  readonly metadata: HandlerMetadata;
}

/** Loads `folder/file.export.member` from the package, or from wherever an absolute path leads. */
async function loadHandler(taskRoot: string, name: string): Promise<Loaded> {
  if (name.includes('..')) {
    const hint = 'Use absolute paths when specifying root directories in handler names.';
    throw errors.runtimeError('MalformedHandlerName', `'${name}' is not a valid handler name. ${hint}`);
  }
  const base = path.basename(name);
  const [, file, exported] = /^([^.]*)\.(.*)$/.exec(base) ?? [];
  if (file === undefined || exported === undefined) throw errors.runtimeError('MalformedHandlerName', 'Bad handler');
  const handler = find(await loadModule(taskRoot, name.slice(0, name.indexOf(base)), file), exported);
  if (!handler) throw errors.runtimeError('HandlerNotFound', `${name} is undefined or not exported`);
  if (typeof handler !== 'function') throw errors.runtimeError('HandlerNotFound', `${name} is not a function`);
  const loaded = { handler: handler as Handler, metadata: metadataOf(handler) };
  if (isRewritten) refuseCallback(loaded.metadata);
  return loaded;
}

/** The older client looks into functions too, the rewritten one into the default export. */
function find(app: unknown, exported: string): unknown {
  if (!isRewritten) return exported.split('.').reduce<unknown>((holder, key) => holder && member(holder, key), app);
  const found = findIn(app, exported);
  return found || !(isObject(app) && 'default' in app) ? found : findIn(app.default, exported);
}

const findIn = (app: unknown, exported: string): unknown =>
  exported.split('.').reduce((holder, key) => (isObject(holder) ? member(holder, key) : undefined), app);

const isObject = (it: unknown): it is object => typeof it === 'object' && it !== null;

const member = (holder: unknown, key: string): unknown => (holder as Record<string, unknown>)[key];

function metadataOf(handler: object): HandlerMetadata {
  const { [STREAMING]: streaming, [HIGH_WATER_MARK]: mark, length } = handler as Record<symbol | 'length', unknown>;
  if (streaming && streaming !== 'response') {
    throw errors.runtimeError('MalformedStreamingHandler', 'Only response streaming is supported.');
  }
  return {
    streaming: streaming === 'response',
    ...(mark && !Number.isNaN(Number(mark)) ? { highWaterMark: Number(mark) } : {}),
    isAsync: handler.constructor?.name === 'AsyncFunction',
    argumentCount: Number(length),
  };
}

/** By the number of parameters alone, as AWS does it. */
function refuseCallback({ argumentCount, streaming }: HandlerMetadata): void {
  if (argumentCount < 3 || streaming) return;
  throw errors.runtimeError(
    'CallbackHandlerDeprecated',
    'ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to modify this function to use a supported handler signature to use Node.js 24 or later. For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.',
  );
}

export = loadHandler;
