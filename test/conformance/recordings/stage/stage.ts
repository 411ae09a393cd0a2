import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { Lambda } from '@aws-sdk/client-lambda';
import type { Emulator } from '../../../../src/emulator/index.js';
import type { Members, Recordable } from '../compare/recordable.js';
import { REGION } from '../compare/rules.js';
import { rewritten, type Transformer } from '../compare/transformers.js';
import { answerView, refusalView } from './boto-view.js';
import { type ErrorMembers, errorMembers } from './error-members.js';
import { Wire } from './wire.js';

const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };

/** What one recorded test is played on: clients of an emulator, and the answers so far. */
export class Stage {
  readonly emulator: Emulator;
  readonly lambda: Lambda;
  readonly logs: CloudWatchLogs;
  readonly #answers: [string, Recordable][] = [];
  readonly #rules: Transformer[] = [];
  readonly #first: Transformer[] = [];
  readonly #wire = new Wire();
  readonly #errors: { readonly lambda: ErrorMembers; readonly logs: ErrorMembers };
  readonly #clients: { destroy(): void }[] = [];

  /** @param models the folder of AWS's API models. */
  constructor(emulator: Emulator, models: string) {
    this.emulator = emulator;
    this.#errors = { lambda: errorMembers(models, 'lambda'), logs: errorMembers(models, 'logs') };
    this.lambda = this.lambdaIn(REGION);
    this.logs = this.#listened(
      new CloudWatchLogs({ endpoint: emulator.endpoint, region: REGION, credentials, maxAttempts: 1 }),
    );
  }

  get answers(): Members {
    return Object.fromEntries(this.#answers);
  }

  get rules(): { readonly first: readonly Transformer[]; readonly own: readonly Transformer[] } {
    return { first: this.#first, own: this.#rules };
  }

  lambdaIn(region: string): Lambda {
    return this.#lambda(region, credentials);
  }

  lambdaOf(other: typeof credentials): Lambda {
    return this.#lambda(REGION, other);
  }

  #lambda(region: string, signedBy: typeof credentials): Lambda {
    const { endpoint } = this.emulator;
    return this.#listened(new Lambda({ endpoint, region, credentials: signedBy, maxAttempts: 1 }));
  }

  addRules(...rules: readonly Transformer[]): void {
    this.#rules.push(...rules);
  }

  addFirstRules(...rules: readonly Transformer[]): void {
    this.#first.push(...rules);
  }

  replace(text: string, replacement: string): void {
    this.addRules(rewritten(text, replacement));
  }

  /**
   * Records the answer or refusal as that step's.
   * @returns the answer; one without members for a refusal, as the recording tells which of them it should have been.
   */
  async record<Output extends object>(step: string, call: Promise<Output>): Promise<Partial<Output>> {
    const { view, output } = await this.#settle(call);
    this.note(step, view);
    return output ?? {};
  }

  /** As `record`, with the answer inside of something that a test's helper wrapped around it. */
  async recordWrapped<Output extends object>(
    step: string,
    call: Promise<Output>,
    wrap: (view: Members) => Members,
  ): Promise<Partial<Output>> {
    const { view, output } = await this.#settle(call);
    this.note(step, output === undefined ? view : wrap(view));
    return output ?? {};
  }

  note(step: string, value: Recordable): void {
    this.#answers.push([step, value]);
  }

  close(): void {
    for (const client of this.#clients) client.destroy();
  }

  async #settle<Output extends object>(call: Promise<Output>): Promise<{ view: Members; output?: Output }> {
    try {
      const output = await call;
      return { view: { ...this.#wire.emptyMembersOf(output), ...answerView(output) }, output };
    } catch (error) {
      const refusal = this.#wire.refusalOf(error);
      const isLogs = refusal.headers['content-type'] === 'application/x-amz-json-1.1';
      return { view: refusalView(refusal, isLogs ? this.#errors.logs : this.#errors.lambda) };
    }
  }

  #listened<Client extends { destroy(): void } & Parameters<Wire['listen']>[0]>(client: Client): Client {
    this.#wire.listen(client);
    this.#clients.push(client);
    return client;
  }
}

export const modelsBeside = (sharedData: string): string => join(sharedData, '..', 'facts', 'aws-api');
export const uniqueName = (prefix: string): string => `${prefix}${randomUUID().slice(0, 8)}`;
