import type { z } from 'zod';
import { milliseconds } from '../../units/index.js';
import { parseFunctionName } from '../function-name.js';
import type { ProblemList } from '../problem-list.js';
import type { FieldPath } from '../problems.js';
import { read } from '../read-option.js';
import type { Hook, Hooks } from './hooks.js';
import { eachSchema, type hooksSchema } from './hooks-schema.js';

/** What a command line says of hooks. */
export interface HookOverrides {
  readonly before?: string | undefined;
  readonly after?: string | undefined;
  readonly each?: string | undefined;
  readonly payloadFromBefore?: boolean | undefined;
}

const FUNCTION = 'function:';
const USUAL_TIMEOUT_MS = milliseconds(60_000);

/** A hook as it is written. @param folder where a command runs */
function hookOf(written: string | undefined, folder: string, path: FieldPath, problems: ProblemList): Hook | undefined {
  const text = written?.trim();
  if (text === undefined) return undefined;
  if (text === '') {
    problems.add(path, 'is empty; expected a shell command or function:NAME');
    return undefined;
  }
  if (!text.startsWith(FUNCTION)) return { kind: 'command', command: text, folder };
  const named = text.slice(FUNCTION.length);
  const parsed = parseFunctionName(named);
  if (parsed !== undefined) {
    const { name, qualifier } = parsed;
    return { kind: 'function', name, ...(qualifier === undefined ? {} : { qualifier }) };
  }
  problems.add(
    path,
    `got ${JSON.stringify(named)}; expected the name or ARN of a function, such as function:seed:live`,
  );
  return undefined;
}

function checked(hooks: Hooks, pathOf: (key: keyof Hooks) => FieldPath, problems: ProblemList): Hooks {
  if (!hooks.payloadFromBefore) return hooks;
  const path = pathOf('payloadFromBefore');
  if (hooks.before === undefined) problems.add(path, 'there is no hook before; expected one that gives the payload');
  if (hooks.each === 'visit') problems.add(path, 'is for a hook before each invocation, and these are for each visit');
  return hooks;
}

/** What a file says of hooks; nothing where there are none. */
export function resolveHooks(
  written: z.output<typeof hooksSchema> | undefined,
  folder: string,
  problems: ProblemList,
): Hooks | undefined {
  if (written === undefined) return undefined;
  const pathOf = (key: string): FieldPath => ['hooks', key];
  const before = hookOf(written.before, folder, pathOf('before'), problems);
  const after = hookOf(written.after, folder, pathOf('after'), problems);
  if (written.before === undefined && written.after === undefined) {
    problems.add(['hooks'], 'has no hook; expected `before`, `after` or both');
    return undefined;
  }
  const { each = 'invocation', payloadFromBefore = false, timeout } = written;
  return checked({ ...named({ before, after }), each, payloadFromBefore, timeoutMs: timeout }, pathOf, problems);
}

/** The hooks with what the command line says instead. Its commands run where it was typed. */
export function overriddenHooks(
  hooks: Hooks | undefined,
  overrides: HookOverrides,
  names: Readonly<Record<keyof HookOverrides, string>>,
  problems: ProblemList,
): Hooks | undefined {
  const own = (key: 'before' | 'after') =>
    hookOf(overrides[key], process.cwd(), [names[key]], problems) ?? hooks?.[key];
  const [before, after] = [own('before'), own('after')];
  if (before === undefined && after === undefined) {
    for (const key of ['each', 'payloadFromBefore'] as const)
      if (overrides[key] !== undefined && overrides[key] !== false)
        problems.add([names[key]], `there are no hooks; expected ${names.before} or ${names.after} too`);
    return undefined;
  }
  const each = read(eachSchema.optional(), overrides.each, hooks?.each, names.each, problems) ?? 'invocation';
  const payloadFromBefore = overrides.payloadFromBefore === true || hooks?.payloadFromBefore === true;
  const timeoutMs = hooks?.timeoutMs ?? USUAL_TIMEOUT_MS;
  const pathOf = (key: keyof Hooks): FieldPath => [key in names ? names[key as keyof HookOverrides] : key];
  return checked({ ...named({ before, after }), each, payloadFromBefore, timeoutMs }, pathOf, problems);
}

const named = ({ before, after }: { readonly before: Hook | undefined; readonly after: Hook | undefined }) => ({
  ...(before === undefined ? {} : { before }),
  ...(after === undefined ? {} : { after }),
});
