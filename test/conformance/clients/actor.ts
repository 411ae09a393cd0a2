import assert from 'node:assert/strict';
import type { CreateFunctionCommandInput } from '@aws-sdk/client-lambda';
import { type Source, zip } from '../../emulator/harness.js';
import type { HttpAnswer } from './drivers/answer.js';
import type { SignedRequest } from './drivers/driver.js';
import { Service, type Staging } from './service.js';

export const ROLE = 'arn:aws:iam::000000000000:role/conformance';

/** What a function is that a scenario only needs to be there. */
export const ECHO: Source = { 'index.js': 'exports.handler = async (event) => event' };

/** A client and the region in which a scenario has it act. No two scenarios share a region, nor two clients. */
export class Actor {
  readonly lambda: Service<'lambda'>;
  readonly logs: Service<'logs'>;
  readonly region: string;
  readonly #staging: Staging;

  constructor(staging: Staging) {
    this.lambda = new Service('lambda', staging);
    this.logs = new Service('logs', staging);
    this.region = staging.place.region;
    this.#staging = staging;
  }

  /** Makes a function that the scenario is not about. */
  readonly givenFunction = async (
    name: string,
    { source = ECHO, ...more }: { source?: Source } & Partial<CreateFunctionCommandInput> = {},
  ): Promise<void> => {
    const { hand, place } = this.#staging;
    const input = {
      ...{ FunctionName: name, Runtime: 'nodejs24.x', Handler: 'index.handler', Role: ROLE, MemorySize: 1769 },
      ...{ Code: { ZipFile: await zip(source) }, ...more },
    };
    const answer = await hand.call({ api: 'lambda', operation: 'CreateFunction', input, place });
    if (answer.kind !== 'answered') assert.fail(JSON.stringify(answer));
  };

  /** The ARN of a function. @param qualifier with a colon before it. */
  readonly functionArn = (name: string, qualifier = ''): string =>
    `arn:aws:lambda:${this.region}:000000000000:function:${name}${qualifier}`;

  /** @returns undefined where the client has no signer that one could use. */
  readonly sendSigned = async (request: Omit<SignedRequest, 'place'>): Promise<HttpAnswer | undefined> => {
    const { driver, place } = this.#staging;
    return driver.sendSigned?.({ ...request, place });
  };
}

/** Asks until the answer is the wanted one, as users do who wait for something that has no waiter. */
export async function until<T>(ask: () => Promise<T>, isWanted: (answer: T) => boolean): Promise<T> {
  const end = performance.now() + 60_000;
  for (;;) {
    const answer = await ask();
    if (isWanted(answer)) return answer;
    if (performance.now() > end) assert.fail(`still ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
