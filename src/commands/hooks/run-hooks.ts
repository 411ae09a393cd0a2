import type { HookedInvocation, InvocationHooks } from '../../load/index.js';
import type { End, RawInvocation, Side } from '../../recording/index.js';
import { bodyFault, type Hook, type Hooks } from '../../scenario/index.js';
import type { Connection } from '../../target/index.js';
import { formatMilliseconds } from '../../units/index.js';
import { CommandError } from '../command-error.js';
import { indented } from '../kept-command/index.js';
import { GRACE_MS, graceAfter } from './grace.js';
import { type HookInput, type Performed, performHook } from './perform-hook.js';

export interface HooksOfRun {
  readonly hooks: Hooks;
  /** None where an address is all that is known. */
  readonly connection: Connection | undefined;
  /** Addresses of the services, as the function has them. */
  readonly environment: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** Tells the user of a hook that failed. */
  readonly say: (line: string) => void;
}

/** Where the run is when a hook is run. */
export interface HookPlace {
  readonly functionName: string;
  /** Not known behind an address. */
  readonly memorySizeMB: number | null;
  readonly architecture: string | null;
  readonly side?: Side;
}

/** One may fail by chance; so many in a row do not, and nothing is measured meanwhile. */
const FAILURES_IN_A_ROW = 3;

/** The hooks of one run. */
export class RunHooks {
  readonly #inARow = { before: 0, after: 0 };
  #failedAfter: End['hooksFailed'];

  constructor(private readonly run: HooksOfRun) {}

  /** Of hooks after an invocation, whose measurements stand. */
  get failed(): Pick<End, 'hooksFailed'> {
    return this.#failedAfter === undefined ? {} : { hooksFailed: this.#failedAfter };
  }

  /** Those around each invocation of a visit, where it is asked for. */
  ofInvocations(place: HookPlace): { readonly hooks?: InvocationHooks } {
    if (this.run.hooks.each !== 'invocation') return {};
    return {
      hooks: {
        before: (invocation) => this.#beforeInvocation(place, invocation),
        after: (invocation, raw) => this.#afterInvocation(place, invocation, raw),
      },
    };
  }

  /** Runs those around a whole visit, where it is asked for. */
  async aroundVisit(place: HookPlace, visit: () => Promise<void>): Promise<void> {
    await (this.run.hooks.each === 'visit' ? this.around(place, visit) : visit());
  }

  /**
   * Runs the hooks around something that is measured, which is left out where the run is ended before. A hook that fails
   * ends the run; what was measured is kept.
   * @throws CommandError
   */
  async around(place: HookPlace, work: () => Promise<void>): Promise<void> {
    const input = { environment: this.#environment(place), body: JSON.stringify(place) };
    const before = await this.#perform('before', input);
    if (before.kind === 'failed') throw this.#endsRun('before', before);
    if (before.kind === 'ended') return;
    try {
      await work();
    } catch (error) {
      // What failed first is what the user must know, also where the hook's function cannot be invoked.
      await this.#perform('after', input).catch(({ message }: Error) =>
        this.run.say(`the hook after failed: ${message}`),
      );
      throw error;
    }
    const after = await this.#perform('after', input);
    if (after.kind === 'failed') throw this.#endsRun('after', after);
  }

  async #beforeInvocation(
    place: HookPlace,
    invocation: HookedInvocation,
  ): Promise<{ readonly body: string } | { readonly failed: string }> {
    const { payload } = invocation;
    const input = { environment: this.#environment(place, invocation), body: payload.body };
    const performed = await this.#perform('before', input, (it) => this.#withPayload(it));
    if (performed.kind === 'ended') return { failed: 'the run was ended' };
    if (performed.kind === 'done') return { body: performed.output === '' ? payload.body : performed.output };
    this.#count('before', performed);
    return { failed: performed.why };
  }

  /** What the hook gives is looked at where it is to be sent: else it is no payload. */
  #withPayload(performed: Performed): Performed {
    if (performed.kind !== 'done') return performed;
    if (!this.run.hooks.payloadFromBefore) return { kind: 'done', output: '' };
    const output = performed.output.trim();
    if (output === '' || output === 'null') return { kind: 'done', output: '' };
    const fault = bodyFault(output);
    // The fault may quote the payload, which no recording holds.
    return fault === undefined ? { kind: 'done', output } : { kind: 'failed', why: 'it gave no payload', said: fault };
  }

  async #afterInvocation(place: HookPlace, invocation: HookedInvocation, raw: RawInvocation | undefined) {
    const environment = { ...this.#environment(place, invocation), ...outcomeVariables(raw) };
    const body = raw?.kind === 'answered' && raw.payload !== '' ? raw.payload : '{}';
    const performed = await this.#perform('after', { environment, body });
    if (performed.kind !== 'failed') return;
    const { count = 0, message = performed.why } = this.#failedAfter ?? {};
    this.#failedAfter = { count: count + 1, message };
    this.#count('after', performed);
  }

  /** A run that is being ended has what its hooks before have made taken away, within a time that is worth waiting for. */
  async #perform(
    key: 'before' | 'after',
    input: HookInput,
    reading: (performed: Performed) => Performed = (it) => it,
  ): Promise<Performed> {
    const { hooks, connection, signal } = this.run;
    const hook = hooks[key];
    if (hook === undefined) return { kind: 'done', output: '' };
    const grace = key === 'after' ? graceAfter(signal) : { signal, forget: () => {} };
    try {
      const terms = { timeoutMs: hooks.timeoutMs, connection, signal: grace.signal };
      const performed = reading(await performHook(hook, input, terms));
      this.#tell(key, performed);
      if (performed.kind === 'done') this.#inARow[key] = 0;
      return performed;
    } finally {
      grace.forget();
    }
  }

  #tell(key: 'before' | 'after', performed: Performed): void {
    const { say } = this.run;
    if (performed.kind === 'failed') say(`the hook ${key} failed: ${performed.why}${lastLine(performed.said)}`);
    if (performed.kind === 'ended' && key === 'after')
      say(
        `the hook after was ended ${formatMilliseconds(GRACE_MS)} after the run was: it has not done all of its work`,
      );
  }

  #count(key: 'before' | 'after', failed: Extract<Performed, { kind: 'failed' }>): void {
    this.#inARow[key] += 1;
    if (this.#inARow[key] >= FAILURES_IN_A_ROW && !this.run.signal.aborted) throw this.#endsRun(key, failed);
  }

  #endsRun(key: 'before' | 'after', { why, said }: Extract<Performed, { kind: 'failed' }>): CommandError {
    const times = this.#inARow[key] > 1 ? ` ${this.#inARow[key]} times in a row` : '';
    const output = said.trim() === '' ? 'it said nothing' : indented(said);
    const hook = this.run.hooks[key];
    return new CommandError(`the hook ${key} failed${times}: ${why}\n${output}`, hintOf(hook), 'failed');
  }

  #environment({ functionName, memorySizeMB, architecture, side }: HookPlace, invocation?: HookedInvocation) {
    const { environment, connection } = this.run;
    return {
      ...environment,
      KELVIN_FUNCTION: functionName,
      ...(connection === undefined ? {} : { KELVIN_REGION: connection.region }),
      ...(connection?.endpoint === undefined ? {} : { KELVIN_ENDPOINT_URL: connection.endpoint }),
      ...(memorySizeMB === null ? {} : { KELVIN_MEMORY_SIZE: String(memorySizeMB) }),
      ...(architecture === null ? {} : { KELVIN_ARCHITECTURE: architecture }),
      ...(side === undefined ? {} : { KELVIN_SIDE: side }),
      ...(invocation === undefined
        ? {}
        : { KELVIN_PAYLOAD: invocation.payload.name, KELVIN_INTENDED: invocation.intended }),
    };
  }
}

function outcomeVariables(raw: RawInvocation | undefined): Readonly<Record<string, string>> {
  if (raw === undefined) return { KELVIN_OUTCOME: 'not-sent' };
  if (raw.kind !== 'answered') return { KELVIN_OUTCOME: raw.kind };
  const KELVIN_OUTCOME = raw.functionError === undefined ? 'answered' : 'function-error';
  return { KELVIN_OUTCOME, KELVIN_REQUEST_ID: raw.requestId };
}

function lastLine(said: string): string {
  const line = said.trimEnd().split('\n').at(-1)?.trim() ?? '';
  return line === '' ? '' : `: ${line}`;
}

const hintOf = (hook: Hook | undefined): string =>
  hook?.kind === 'command'
    ? `run it by hand: ${hook.command} (in ${hook.folder})`
    : 'invoke it by hand: aws lambda invoke; its log group says more';
