import type { Hook } from '../../scenario/index.js';
import { type Connection, invokingAsItIs, TargetError } from '../../target/index.js';
import { formatMilliseconds, type Milliseconds } from '../../units/index.js';
import { runKept } from '../kept-command/index.js';

/** What a hook is told of what it runs around. */
export interface HookInput {
  /** Of a command. */
  readonly environment: Readonly<Record<string, string>>;
  /** JSON: what a command reads, and what a function gets. */
  readonly body: string;
}

export type Performed =
  /** What it printed or answered. */
  | { readonly kind: 'done'; readonly output: string }
  /** In words that hold nothing of what it said, and what it said. */
  | { readonly kind: 'failed'; readonly why: string; readonly said: string }
  /** The run was ended meanwhile, and the hook with it. */
  | { readonly kind: 'ended' };

/** Runs one hook, and leaves nothing of it behind. @throws TargetError where its function refuses to be invoked */
export async function performHook(
  hook: Hook,
  input: HookInput,
  {
    timeoutMs,
    connection,
    signal,
  }: { timeoutMs: Milliseconds; connection: Connection | undefined; signal: AbortSignal },
): Promise<Performed> {
  const late = AbortSignal.timeout(timeoutMs);
  const either = AbortSignal.any([signal, late]);
  const performed =
    hook.kind === 'command'
      ? await performCommand(hook, input, either)
      : await performFunction(hook, input, connection, either);
  if (performed.kind === 'done' || !either.aborted) return performed;
  if (signal.aborted) return { kind: 'ended' };
  const said = performed.kind === 'failed' ? performed.said : '';
  return { kind: 'failed', why: `it was ended after ${formatMilliseconds(timeoutMs)}`, said };
}

async function performCommand(
  { command, folder }: Extract<Hook, { kind: 'command' }>,
  { environment, body }: HookInput,
  signal: AbortSignal,
): Promise<Performed> {
  if (signal.aborted) return { kind: 'ended' };
  const { code, output, said } = await runKept({ command, folder, environment, input: body }, signal);
  if (code === 0) return { kind: 'done', output };
  return { kind: 'failed', why: typeof code === 'number' ? `exit code ${code}` : `ended by ${code}`, said };
}

/** A function that is throttled is no hook that has run: that ends it as any failure does. */
async function performFunction(
  { name, qualifier = '$LATEST' }: Extract<Hook, { kind: 'function' }>,
  { body }: HookInput,
  connection: Connection | undefined,
  signal: AbortSignal,
): Promise<Performed> {
  if (connection === undefined) throw new Error('a function was let through as a hook where there are none');
  const raw = await invokingAsItIs(
    connection,
    name,
    qualifier,
  )(body, signal).catch((error: unknown) => {
    if (!(error instanceof TargetError)) throw error;
    // That it is the hook's function, and not the one that is measured, is what the user must know first.
    throw new TargetError(`the hook ${name.split(':').at(-1)}: ${error.problem}`, error.hint);
  });
  if (raw.kind !== 'answered')
    return { kind: 'failed', why: `its function was ${raw.kind}`, said: 'message' in raw ? raw.message : '' };
  if (raw.functionError === undefined) return { kind: 'done', output: raw.payload };
  return { kind: 'failed', why: 'its function failed', said: raw.payload };
}
