import assert from 'node:assert/strict';
import type { Actor } from '../actor.js';
import type { Scenario } from '../scenario.js';
import { notFound } from './refusals.js';

const HANDLERS = {
  'index.js': `
    exports.stream = awslambda.streamifyResponse(async (event, stream) => {
      stream.setContentType('text/plain');
      for (const word of event.words) stream.write(word);
      stream.end();
    });
    exports.fail = awslambda.streamifyResponse(async (event, stream) => {
      stream.write('so far');
      throw new RangeError('and no further');
    });
    exports.whole = async () => 'buffered';
  `,
};

interface StreamEvent {
  readonly PayloadChunk?: { readonly Payload?: string | undefined } | undefined;
  readonly InvokeComplete?:
    | {
        readonly ErrorCode?: string | undefined;
        readonly ErrorDetails?: string | undefined;
        readonly LogResult?: string | undefined;
      }
    | undefined;
}

/** Chunks as they come, and at the end what went wrong and the log. */
export const streams: Scenario = {
  name: 'streams',
  async run(actor) {
    const { lambda, givenFunction, functionArn } = actor;
    for (const name of ['stream', 'fail', 'whole'])
      await givenFunction(name, { source: HANDLERS, Handler: `index.${name}` });
    const streamed = await eventsOf(actor, {
      FunctionName: 'stream',
      Payload: '{"words":["one ","two ","ü"]}',
      LogType: 'Tail',
    });
    assert.equal(streamed.text, 'one two ü');
    assert.equal(streamed.complete?.ErrorCode, undefined);
    assert.match(Buffer.from(streamed.complete?.LogResult ?? '', 'base64').toString(), /REPORT RequestId/);

    const failed = await eventsOf(actor, { FunctionName: 'fail' });
    assert.equal(failed.text, 'so far');
    assert.equal(failed.complete?.ErrorCode, 'Unhandled');
    assert.match(failed.complete?.ErrorDetails ?? '', /"errorType":"RangeError".*"and no further"/);

    const whole = await eventsOf(actor, { FunctionName: 'whole' });
    assert.equal(whole.text, '"buffered"');
    await lambda.refuses(
      'InvokeWithResponseStream',
      { FunctionName: 'nobody' },
      notFound(`Function not found: ${functionArn('nobody', ':$LATEST')}`),
    );
  },
};

async function eventsOf({ lambda }: Actor, input: { FunctionName: string; Payload?: string; LogType?: 'Tail' }) {
  const { EventStream = [] } = await lambda.answers('InvokeWithResponseStream', input, {
    StatusCode: 200,
    ExecutedVersion: '$LATEST',
  });
  const events: readonly StreamEvent[] = EventStream;
  return {
    text: events.map(({ PayloadChunk }) => PayloadChunk?.Payload ?? '').join(''),
    complete: events.at(-1)?.InvokeComplete,
  };
}
