import awslambda = require('./awslambda.cjs');
import type RuntimeClient = require('./client.cjs');
import contexts = require('./context.cjs');
import errors = require('./errors.cjs');
import log = require('./log.cjs');
import toJson = require('./to-json.cjs');

import type { Handler, HandlerMetadata, RuntimeInvocation } from './types.cjs';

/**
 * The client of Node.js 24 and later: what the handler returns, or its promise comes to, is the answer. What it leaves
 * behind in the event loop is not waited for, and what nobody catches is left to Node.js, which ends the process.
 */
async function serve(client: RuntimeClient, handler: Handler, metadata: HandlerMetadata): Promise<never> {
  let answer: string | undefined;
  for (;;) {
    const invocation = await client.next(answer);
    const context = contexts.makeContext(invocation);
    contexts.forwardTrace(invocation);
    log.setLogContext(invocation.headers);
    awslambda.enterInvocation(invocation.headers);
    const event: unknown = JSON.parse(invocation.body.toString());
    answer = metadata.streaming
      ? await stream(invocation, (it) => handler(event, it, context), metadata)
      : await answerTo(client, invocation, () => handler(event, context));
  }
}

async function answerTo(client: RuntimeClient, invocation: RuntimeInvocation, call: () => unknown): Promise<string> {
  try {
    const result = await call();
    await nextTurn();
    return client.response(invocation, toJson(result));
  } catch (error) {
    await nextTurn();
    log.logError('Invoke Error', error);
    return client.error(invocation, errors.toErrorBody(error));
  }
}

/** A promise that the handler has left failing ends the process before the answer has left, as on AWS. */
const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** @returns nothing: the answer has left already. */
async function stream(
  invocation: RuntimeInvocation,
  call: (stream: object) => unknown,
  { highWaterMark }: HandlerMetadata,
): Promise<undefined> {
  const openResponseStream = require('./response-stream.cjs') as typeof import('./response-stream.cjs');
  const response = openResponseStream(invocation, highWaterMark);
  try {
    const returned = call(response.stream);
    if (!isThenable(returned)) throw new Error('Streaming does not support non-async handlers.');
    if ((await returned) !== undefined) console.warn('Streaming handlers ignore return values.');
    await response.taken;
    if (!response.stream.writableFinished) throw new Error('Response stream is not finished.');
  } catch (error) {
    await nextTurn();
    log.logError('Invoke Error', error);
    await response.fail(error);
  }
}

const isThenable = (it: unknown): it is PromiseLike<unknown> =>
  typeof it === 'object' && it !== null && 'then' in it && typeof it.then === 'function';

export = serve;
