import awslambda = require('./awslambda.cjs');
import RuntimeClient = require('./client.cjs');
import errors = require('./errors.cjs');
import isRewritten = require('./generation.cjs');
import loadHandler = require('./load-handler.cjs');
import log = require('./log.cjs');

/**
 * Stands in for AWS's Node.js runtime: loads the handler, fetches invocations, sends answers. It is CommonJS, and loads
 * nothing that every function does not need: that halves what it adds to the start of Node.js itself.
 */
const taskRoot = process.env.LAMBDA_TASK_ROOT ?? process.cwd();
const handlerName = process.env._HANDLER ?? '';

/** AWS's entry is an ES module, in which `require.main` is nothing. */
Object.assign(process, { mainModule: undefined });

awslambda.defineGlobal();
log.patchConsole();
const client = new RuntimeClient(process.env.AWS_LAMBDA_RUNTIME_API ?? '');
if (isRewritten) void serveRewritten();
else void serveOlder();

/** What is thrown on is printed by Node.js, and the process ends with 1. */
async function serveRewritten(): Promise<never> {
  const serve = require('./promise-loop.cjs') as typeof import('./promise-loop.cjs');
  const { handler, metadata } = await loadHandler(taskRoot, handlerName).catch(async (error: unknown) => {
    log.logError('Init Error', error);
    await client.send(client.initError(errors.toErrorBody(error)));
    throw error;
  });
  return serve(client, handler, metadata);
}

/** So Node.js ends where the top level of an ES module waits for what never comes, and AWS's entry is one. */
function endUnsettled(): never {
  process.stderr.write('Warning: Detected unsettled top-level await\n');
  process.exit(13);
}

async function serveOlder(): Promise<void> {
  const CallbackLoop = require('./callback-loop.cjs') as typeof import('./callback-loop.cjs');
  let loop: InstanceType<typeof CallbackLoop> | undefined;
  let isDying = false;
  const die = async (error: unknown, what: string, exitCode: number): Promise<void> => {
    if (isDying) return;
    isDying = true;
    log.logError(what, error);
    if (loop === undefined) await client.send(client.initError(errors.toErrorBody(error)));
    else await loop.report(error);
    process.exit(exitCode);
  };
  process.on('uncaughtException', (error) => void die(error, 'Uncaught Exception', 129));
  process.on('unhandledRejection', (reason, promise) => {
    const error = errors.runtimeError('UnhandledPromiseRejection', String(reason), { reason, promise });
    void die(error, 'Unhandled Promise Rejection', 128);
  });
  process.once('beforeExit', () => loop ?? endUnsettled());
  try {
    const { handler, metadata } = await loadHandler(taskRoot, handlerName);
    loop = new CallbackLoop(client, handler, metadata);
    loop.start();
  } catch (error) {
    await die(error, 'Uncaught Exception', 129);
  }
}
