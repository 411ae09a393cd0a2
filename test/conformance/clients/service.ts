import assert from 'node:assert/strict';
import { shapeOf } from '../../../src/emulator/api/model.js';
import { modelOf } from '../../../src/emulator/api/models.js';
import type { Answer } from './drivers/answer.js';
import type { Api, Call, Driver, Place } from './drivers/driver.js';
import { type Difference, differences, type Expected } from './expectation.js';
import type { Kind, Ledger } from './ledger.js';
import type { InputOf, OperationOf, OutputOf, WaiterOf } from './types.js';

export interface Refusal {
  readonly code: string;
  readonly message: string | RegExp;
  /** Compared where the client shows it: the aws command does not. */
  readonly status: number;
  readonly reason?: string;
}

/** Who takes the steps of a scenario, and where. */
export interface Staging {
  readonly driver: Driver;
  /** Takes the steps that the driver leaves out, so that those after them find what they need. */
  readonly hand: Driver;
  readonly place: Place;
  readonly scenario: string;
  readonly ledger: Ledger;
  readonly choice: Choice;
  /** Lets creations and updates come to their end. */
  moveOn(): Promise<void>;
}

export interface Step {
  readonly kind: Kind | 'pages';
  /** `lambda.CreateFunction` */
  readonly operation: string;
  /** Of the refusal that is expected. */
  readonly code?: string;
  /** What the input has. */
  readonly members: readonly string[];
}

/** Which steps a driver takes itself. */
export interface Choice {
  take(step: Step): boolean;
  /** The step was too young for the client: another such one is to be taken in its place. */
  giveBack(step: Step): void;
}

/** One of the two APIs, as the client of the scenario calls it. */
export class Service<A extends Api> {
  readonly #api: A;
  readonly #staging: Staging;

  constructor(api: A, staging: Staging) {
    this.#api = api;
    this.#staging = staging;
  }

  /** Asks, and checks the answer, its status code too. */
  async answers<N extends OperationOf<A>>(
    operation: N,
    input: InputOf<A, N>,
    expected: Expected<OutputOf<A, N>> = {} as Expected<OutputOf<A, N>>,
  ): Promise<OutputOf<A, N>> {
    const call = this.#call(operation, input);
    const { answer, driver } = await this.#take(call, 'answers');
    if (answer.kind !== 'answered') assert.fail(`${operation}: ${JSON.stringify(answer)}`);
    const { output, status } = answer;
    const found = await this.#known(differences(expected as Expected<unknown>, output), call, driver);
    if (found.length > 0) {
      const lines = found.map(({ text }) => text).join('\n');
      assert.fail(`${operation}: ${lines}\nThe answer: ${JSON.stringify(output).slice(0, 3000)}`);
    }
    const wanted = statusOf(this.#api, operation) ?? status;
    if (status !== undefined) assert.equal(status, wanted, `status of ${operation}`);
    return output as OutputOf<A, N>;
  }

  /** Asks for what AWS refuses. @param by who refuses it: boto3 and the aws command do some of it themselves. */
  async refuses<N extends OperationOf<A>>(
    operation: N,
    input: InputOf<A, N>,
    { code, message, status, reason }: Refusal,
    by: 'service' | 'boto3 and aws' | 'aws' = 'service',
  ): Promise<void> {
    if (by.includes(this.#staging.driver.name)) return;
    const { answer } = await this.#take(this.#call(operation, input), 'refusals', code);
    if (answer.kind !== 'refused') assert.fail(`${operation} is not refused: ${JSON.stringify(answer).slice(0, 1000)}`);
    assert.equal(answer.code, code, `${operation}: ${answer.message}`);
    if (typeof message === 'string') assert.equal(answer.message, message);
    else assert.match(answer.message, message);
    if (answer.status !== undefined) assert.equal(answer.status, status, `status of ${operation}`);
    if (answer.reason !== undefined) assert.equal(answer.reason, reason, `reason of ${operation}`);
  }

  /** All items of a list, by the client's own paginator. @param member which member of a page holds them. */
  async all<N extends OperationOf<A>, M extends keyof OutputOf<A, N> & string>(
    operation: N,
    input: InputOf<A, N>,
    member: M,
    { pageSize, pages }: { readonly pageSize: number; readonly pages: number },
  ): Promise<NonNullable<OutputOf<A, N>[M]>> {
    const { driver, hand, choice } = this.#staging;
    const call = this.#call(operation, input);
    const isOwn = choice.take({ kind: 'pages', operation: `${this.#api}.${operation}`, members: [] });
    const own = isOwn ? await driver.pages(call, member, pageSize) : undefined;
    if (own !== undefined) this.#enter('answers', operation);
    const found = own ?? (await hand.pages(call, member, pageSize));
    if (found === undefined) throw new Error(`No client has a paginator for ${operation}`);
    if (found.count !== undefined) assert.equal(found.count, pages, `pages of ${operation}`);
    return found.items as NonNullable<OutputOf<A, N>[M]>;
  }

  /** Waits as the client's own waiter does, while creations and updates come to their end. */
  async waits(waiter: WaiterOf<A>, input: Readonly<Record<string, string>>): Promise<void> {
    const { driver, hand, place, moveOn } = this.#staging;
    const call = { api: this.#api, input, place };
    const [waited] = await Promise.all([driver.waitUntil(waiter, call), moveOn()]);
    if (!waited) await hand.waitUntil(waiter, call);
  }

  #call(operation: string, input: object): Call {
    const { place } = this.#staging;
    return { api: this.#api, operation, input: input as Readonly<Record<string, unknown>>, place };
  }

  /** By the driver, or by the hand where the driver leaves the step out or is too old for it. */
  async #take(call: Call, kind: Kind, code?: string): Promise<{ answer: Answer; driver: Driver }> {
    const { driver, hand, ledger, choice } = this.#staging;
    const operation = `${call.api}.${call.operation}`;
    const step = { kind, operation, members: Object.keys(call.input), ...(code === undefined ? {} : { code }) };
    if (choice.take(step)) {
      const answer = await driver.call(call);
      if (answer.kind !== 'unknown') {
        this.#enter(kind, call.operation);
        return { answer, driver };
      }
      choice.giveBack(step);
      ledger.unknown.add(`${driver.name} ${operation}`);
    }
    return { answer: await hand.call(call), driver: hand };
  }

  #enter(kind: Kind, operation: string): void {
    const { driver, scenario, ledger } = this.#staging;
    ledger.add({ client: driver.name, scenario, api: this.#api, operation, kind });
  }

  /** Without those at members that the client is too old to know. */
  async #known(found: readonly Difference[], call: Call, driver: Driver): Promise<Difference[]> {
    const known = await Promise.all(found.map(async (it) => !it.isMissing || driver.knows(call, it.path)));
    return found.filter((_, index) => known[index]);
  }
}

/** What AWS's model says; where the status code is a member, the scenario does. */
function statusOf(api: Api, operation: string): number | undefined {
  const model = modelOf(api);
  const { output, status } = model.operations[operation] ?? {};
  const members = Object.values(shapeOf(model, output).members ?? {});
  return members.some(({ location }) => location === 'statusCode') ? undefined : status;
}
