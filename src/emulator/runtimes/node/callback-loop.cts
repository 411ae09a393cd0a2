import RuntimeClient = require('./client.cjs');
import contexts = require('./context.cjs');
import errors = require('./errors.cjs');
import log = require('./log.cjs');
import toJson = require('./to-json.cjs');

import type { Handler, HandlerMetadata, RuntimeInvocation } from './types.cjs';

const isThenable = (it: unknown): it is PromiseLike<unknown> =>
  typeof it === 'object' && it !== null && 'then' in it && typeof it.then === 'function';

/**
 * The client of Node.js 22 and earlier: answers come from a promise, from the callback or from `context.succeed` and its
 * like. A callback's answer waits until the event loop is empty, unless callbackWaitsForEmptyEventLoop is false; and a
 * handler that leaves nothing behind to wait for, and has not answered, is over.
 */
class CallbackLoop {
  readonly #client: RuntimeClient;
  readonly #handler: Handler;
  readonly #metadata: HandlerMetadata;
  #invocation: RuntimeInvocation | undefined;
  /** Leaves with the wish for the next invocation, one turn of the event loop later. */
  #answer: string | undefined;
  #hasBegun = false;
  #isOver = false;
  #onEmptyLoop = (): void => {};

  constructor(client: RuntimeClient, handler: Handler, metadata: HandlerMetadata) {
    this.#client = client;
    this.#handler = handler;
    this.#metadata = metadata;
    process.on('beforeExit', () => this.#onEmptyLoop());
    process.on('exit', () => this.#flush());
  }

  start(): void {
    this.#schedule();
  }

  /**
   * Tells the Runtime API what nobody has caught, after the answer that has not left yet. Between two invocations there is
   * nobody to be told. Before the first one it is an error of INIT, and the connection waits for that invocation already.
   */
  async report(error: unknown): Promise<void> {
    const [answer, invocation] = [this.#answer, this.#invocation];
    this.#answer = undefined;
    this.#isOver = true;
    const body = errors.toErrorBody(error);
    if (!this.#hasBegun) await new RuntimeClient(this.#client.address).send(this.#client.initError(body));
    if (answer !== undefined) await this.#client.send(answer);
    if (invocation !== undefined) await this.#client.send(this.#client.error(invocation, body));
  }

  /** Of a process that exits in the turn between the answer and its leaving: AWS's has posted it by then. */
  #flush(): void {
    if (this.#answer !== undefined) void this.#client.send(this.#answer);
  }

  #schedule(answer?: string): void {
    this.#answer = answer;
    this.#onEmptyLoop = () => {};
    setImmediate(() => void this.#serveOne());
  }

  async #serveOne(): Promise<void> {
    if (this.#isOver) return;
    const answer = this.#answer;
    this.#answer = undefined;
    this.#invocation = undefined;
    const invocation = await this.#client.next(answer);
    this.#hasBegun = true;
    this.#invocation = invocation;
    log.setLogContext(invocation.headers);
    if (this.#metadata.streaming) await this.#stream(invocation);
    else this.#call(invocation);
  }

  #call(invocation: RuntimeInvocation): void {
    const { callback, context } = this.#callbacksOf(invocation);
    try {
      contexts.forwardTrace(invocation);
      const event: unknown = JSON.parse(invocation.body.toString());
      const returned = this.#handler(event, Object.assign(context, contexts.makeContext(invocation)), callback);
      if (isThenable(returned)) Promise.resolve(returned).then(context.succeed, context.fail).catch(context.fail);
    } catch (error) {
      callback(error);
    }
  }

  #callbacksOf(invocation: RuntimeInvocation): { callback: Callback; context: CallbackContext } {
    let isComplete = false;
    const complete = (result: unknown): void => {
      if (isComplete) {
        const message = 'Invocation has already been reported as done.';
        console.error(`${message} Cannot call complete more than once per invocation.`);
        return;
      }
      isComplete = true;
      this.#schedule(this.#client.response(invocation, toJson(result)));
    };
    const fail = (error: unknown): void => {
      log.logError('Invoke Error', error);
      this.#schedule(this.#client.error(invocation, errors.toErrorBody(error)));
    };
    this.#onEmptyLoop = () => {
      isComplete = true;
      if (this.#metadata.isAsync) fail(errors.runtimeError('NodeJsExit', NEVER_SETTLED));
      else this.#schedule(this.#client.response(invocation, 'null'));
    };
    return makeCallbacks(complete, fail, (action) => {
      this.#onEmptyLoop = () => setImmediate(action);
    });
  }

  async #stream(invocation: RuntimeInvocation): Promise<void> {
    const openResponseStream = require('./response-stream.cjs') as typeof import('./response-stream.cjs');
    const response = openResponseStream(invocation, this.#metadata.highWaterMark);
    const context = { callbackWaitsForEmptyEventLoop: true };
    const next = (): void => {
      if (!context.callbackWaitsForEmptyEventLoop) this.#schedule();
      else this.#onEmptyLoop = () => this.#schedule();
    };
    this.#onEmptyLoop = () => this.#schedule();
    const fail = async (error: unknown): Promise<void> => {
      log.logError('Invoke Error', error);
      await response.fail(error);
      next();
    };
    try {
      contexts.forwardTrace(invocation);
      Object.assign(context, contexts.makeContext(invocation));
      const returned = this.#handler(JSON.parse(invocation.body.toString()), response.stream, context);
      if (!isThenable(returned)) return fail('Streaming does not support non-async handlers.');
      if ((await returned) !== undefined) console.warn('Streaming handlers ignore return values.');
      await response.taken;
      if (!response.stream.writableFinished) return fail('Response stream is not finished.');
      next();
    } catch (error) {
      await fail(error);
    }
  }
}

type Callback = (error?: unknown, result?: unknown) => void;

interface CallbackContext {
  callbackWaitsForEmptyEventLoop: boolean;
  readonly succeed: (result?: unknown) => void;
  readonly fail: (error?: unknown) => void;
  readonly done: Callback;
}

const NEVER_SETTLED =
  'The Lambda runtime client detected an unexpected Node.js exit code. This is most commonly caused by a Promise that was never settled. For more information, see https://nodejs.org/docs/latest/api/process.html#exit-codes';

/** Only the first call of any of them counts. One that throws, as what cannot be made JSON does, was none. */
function makeCallbacks(
  complete: (result: unknown) => void,
  fail: (error: unknown) => void,
  onEmptyLoop: (action: () => void) => void,
): { callback: Callback; context: CallbackContext } {
  let isFinished = false;
  const once = (action: Callback): Callback => {
    return (error, result) => {
      if (isFinished) return;
      action(error, result);
      isFinished = true;
    };
  };
  const isError = (error: unknown): boolean => error !== undefined && error !== null;
  const done = once((error, result) => (isError(error) ? fail(error) : complete(result)));
  const context: CallbackContext = {
    callbackWaitsForEmptyEventLoop: true,
    succeed: (result) => done(null, result),
    fail: (error) => done(isError(error) ? error : 'handled'),
    done,
  };
  const callback = once((error, result) => {
    if (isError(error)) fail(error);
    else if (context.callbackWaitsForEmptyEventLoop) onEmptyLoop(() => complete(result));
    else complete(result);
  });
  return { callback, context };
}

export = CallbackLoop;
