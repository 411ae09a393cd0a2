import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { RuntimeError } from './errors.js';

export type Callback = (error: unknown, result?: unknown) => void;
export type Handler = (event: unknown, context: object, callback: Callback) => unknown;

/** Loads `folder/file.export` from the package, as AWS's UserFunction does (aws-lambda-nodejs-runtime-interface-client). */
export async function loadHandler(taskRoot: string, handler: string): Promise<Handler> {
  if (handler.includes('..')) {
    throw new RuntimeError('Runtime.MalformedHandlerName', `'${handler}' is not a valid handler name.`);
  }
  const [, file, exported] = /^([^.]*)\.(.+)$/.exec(basename(handler)) ?? [];
  if (file === undefined || exported === undefined)
    throw new RuntimeError('Runtime.MalformedHandlerName', 'Bad handler');
  const app = await loadModule(join(resolve(taskRoot, dirname(handler)), file), file, taskRoot);
  const found = exported.split('.').reduce<unknown>(memberOf, app) ?? memberOf(memberOf(app, 'default'), exported);
  if (found === undefined) {
    throw new RuntimeError('Runtime.HandlerNotFound', `${handler} is undefined or not exported`);
  }
  if (typeof found !== 'function') {
    throw new RuntimeError('Runtime.HandlerNotFound', `${handler} is not a function`);
  }
  refuseCallback(found as Handler);
  return found as Handler;
}

/** By the number of parameters alone, as AWS does it; older runtimes still take callbacks. */
function refuseCallback(handler: Handler): void {
  const runtime = Number(/^AWS_Lambda_nodejs(\d+)/.exec(process.env.AWS_EXECUTION_ENV ?? '')?.[1] ?? 0);
  if (handler.length < 3 || runtime < 24) return;
  throw new RuntimeError(
    'Runtime.CallbackHandlerDeprecated',
    'ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to modify this function to use a supported handler signature to use Node.js 24 or later. For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.',
  );
}

function memberOf(value: unknown, name: string): unknown {
  const holder = (typeof value === 'object' && value !== null) || typeof value === 'function';
  return holder ? (value as Record<string, unknown>)[name] : undefined;
}

async function loadModule(path: string, name: string, taskRoot: string): Promise<unknown> {
  const file = ['', '.js', '.mjs', '.cjs'].map((extension) => path + extension).find(isFile);
  try {
    if (file === undefined) return createRequire(join(taskRoot, 'kelvin.cjs'))(resolveName(name, taskRoot));
    return await loadFile(file);
  } catch (error) {
    throw translate(error);
  }
}

const isFile = (path: string): boolean => existsSync(path) && (extname(path) !== '' || !existsSync(join(path, '.')));

/** Says "Cannot find module 'name'" as AWS does, and not with a path of this machine. */
function resolveName(name: string, taskRoot: string): string {
  try {
    return createRequire(join(taskRoot, 'kelvin.cjs')).resolve(`./${name}`);
  } catch {
    throw Object.assign(new Error(`Cannot find module '${name}'\nRequire stack:\n- /var/runtime/index.mjs`), {
      code: 'MODULE_NOT_FOUND',
    });
  }
}

/** CommonJS through require, which also takes a module that does not await at its top; the rest through import. */
async function loadFile(file: string): Promise<unknown> {
  if (extname(file) === '.mjs') return import(pathToFileURL(file).href);
  try {
    return createRequire(file)(file);
  } catch (error) {
    if (codeOf(error) !== 'ERR_REQUIRE_ASYNC_MODULE' && codeOf(error) !== 'ERR_REQUIRE_ESM') throw error;
    return import(pathToFileURL(file).href);
  }
}

const codeOf = (error: unknown): unknown => memberOf(error, 'code');

function translate(error: unknown): unknown {
  if (error instanceof SyntaxError) {
    return new RuntimeError('Runtime.UserCodeSyntaxError', `SyntaxError: ${error.message}`, error);
  }
  if (codeOf(error) === 'MODULE_NOT_FOUND' || codeOf(error) === 'ERR_MODULE_NOT_FOUND') {
    return new RuntimeError('Runtime.ImportModuleError', String(error), error);
  }
  return error;
}
