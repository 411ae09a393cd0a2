import { type CallersOfLatest, type Connection, callersOfLatest, FunctionOnLatest } from '../../target/index.js';

type Measured = ReadonlyMap<unknown, object>;

/**
 * What `--on-latest` means for whoever invokes the functions, said before the first change; undefined where no `$LATEST` is
 * set. Who is known to invoke them is read for it.
 * @param after what it is put back, such as `each visit`
 */
export async function onLatestText(
  connection: Connection,
  functions: readonly Measured[],
  after: string,
): Promise<string | undefined> {
  const names = new Set(
    functions.flatMap((it) => [...it.values()].flatMap((fn) => (fn instanceof FunctionOnLatest ? fn.name : []))),
  );
  const told = await Promise.all(
    [...names].map(async (name) => `known callers of ${name}: ${callersText(await callersOfLatest(connection, name))}`),
  );
  if (told.length === 0) return undefined;
  return (
    `--on-latest: $LATEST itself is set to each memory size, and put back after ${after}. Whoever invokes it meanwhile, by ` +
    'the name alone or an alias that leads to $LATEST, is answered at that size, after a cold start; a version that is ' +
    `published meanwhile keeps that size, so nobody should deploy (${told.join('; ')})`
  );
}

const KINDS = [
  ['functionUrl', 'a function URL', (it: string) => it],
  ['eventSources', 'event source mappings', (it: string) => `events of ${it}`],
  ['policy', 'its own policy', (it: string) => `by its policy ${it}`],
] as const;

/** `its function URL, events of sqs, by its policy s3.amazonaws.com; whoever has permissions of their own is not known`. */
export function callersText(callers: CallersOfLatest): string {
  const found = KINDS.flatMap(([kind, , text]) => {
    const of = callers[kind];
    return of === 'not-known' || of.length === 0 ? [] : text(of.join(', '));
  });
  const unread = KINDS.flatMap(([kind, name]) => (callers[kind] === 'not-known' ? name : []));
  return [
    found.length === 0 ? 'none' : found.join(', '),
    ...(unread.length === 0 ? [] : [`${unread.join(', ')} may not be read`]),
    'whoever has permissions of their own is not known',
  ].join('; ');
}
