/** A statement of a function's policy, as GetPolicy shows it. */
export interface PolicyStatement {
  readonly Effect: string;
  readonly Principal: string | Readonly<Record<string, string | readonly string[]>>;
  readonly Action: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/**
 * Whether a statement lets everybody call the function by a URL that asks for no signature. A condition on anything but
 * the URL's AuthType is one that somebody unknown does not meet.
 *
 * AWS has asked for `lambda:InvokeFunction` beside `lambda:InvokeFunctionUrl` since October 2025, but not of accounts
 * that had function URLs before (until November 2026: serverless/serverless#13147); the answers recorded in November
 * 2025 are of such a one, and this emulator is as lenient: a statement that lets in there lets in here.
 */
export function letsEverybodyIn({ Effect, Principal, Action, Condition = {} }: PolicyStatement): boolean {
  const everybody = typeof Principal === 'string' ? [Principal] : listOf(Principal.AWS);
  const allows = Effect === 'Allow' && everybody.includes('*') && listOf(Action).some((it) => ACTIONS.has(it));
  return allows && Object.entries(Condition).every(([operator, keys]) => isMet(operator, keys));
}

const ACTIONS: ReadonlySet<string> = new Set(['lambda:InvokeFunctionUrl', 'lambda:*', '*']);

function isMet(operator: string, keys: Readonly<Record<string, string | readonly string[]>>): boolean {
  return Object.entries(keys).every(
    ([key, values]) =>
      operator === 'StringEquals' && key === 'lambda:FunctionUrlAuthType' && listOf(values).includes('NONE'),
  );
}

const listOf = (values: string | readonly string[] | undefined): readonly string[] =>
  values === undefined ? [] : typeof values === 'string' ? [values] : values;
