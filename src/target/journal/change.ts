import { z } from 'zod';

const routing = z.object({
  version: z.string(),
  /** Share of the traffic that goes to other versions, 0..1 each. */
  weights: z.record(z.string(), z.number()),
});
/** Where an alias leads to. */
export type AliasRouting = z.infer<typeof routing>;

/**
 * One change of the account, as it is written down before it is made: enough to tell whether it was made, whether what it
 * made is still Kelvin's, and how to undo it.
 */
export const changeSchema = z.discriminatedUnion('kind', [
  /** `$LATEST` is about to hold these two. */
  z.object({ kind: z.literal('configuration'), memorySizeMB: z.number().int(), description: z.string() }),
  /** A version is about to be published; its number is not known yet. */
  z.object({ kind: z.literal('version'), description: z.string() }),
  /** It was published, under this number. */
  z.object({ kind: z.literal('published'), version: z.string() }),
  /** An alias of the run's own. */
  z.object({ kind: z.literal('alias'), name: z.string() }),
  /** An alias that was there leads elsewhere. */
  z.object({ kind: z.literal('alias-target'), name: z.string(), before: routing, after: routing }),
  z.object({
    kind: z.literal('provisioned-concurrency'),
    qualifier: z.string(),
    /** null: there was none. */
    before: z.number().int().nullable(),
    /** What the run asks for. Without it only what is still under the run's own versions and aliases can be told as its own. */
    after: z.number().int().optional(),
  }),
  /** A function of the run's own. */
  z.object({ kind: z.literal('function'), name: z.string() }),
  /** A function URL on an alias of the run's own. */
  z.object({ kind: z.literal('function-url'), alias: z.string() }),
  /** All that a journal of schema version 1 says: it was written once, before the first change. */
  z.object({ kind: z.literal('whole-run'), alias: z.string().optional() }),
]);
export type Change = z.infer<typeof changeSchema>;

/** What a change is called where it is listed for the user. */
export function changeText(change: Change): string {
  switch (change.kind) {
    case 'configuration':
      return `$LATEST at ${change.memorySizeMB} MB`;
    case 'version':
      return `the version described as "${change.description}"`;
    case 'published':
      return `version ${change.version}`;
    case 'alias':
      return `the alias ${change.name}`;
    case 'alias-target':
      return `the alias ${change.name}, which led to version ${change.before.version}`;
    case 'provisioned-concurrency':
      return `provisioned concurrency of ${change.qualifier}${change.before === null ? '' : `, which was ${change.before}`}`;
    case 'function':
      return `the function ${change.name}`;
    case 'function-url':
      return `the function URL of the alias ${change.alias}`;
    case 'whole-run':
      return 'what the run changed';
  }
}

/** All of it that may be left where nobody could look: each once, and what was overtaken by a later change not at all. */
export function mayBeLeftText(changes: readonly Change[]): string {
  const numbers = changes.flatMap((it) => (it.kind === 'published' ? [it.version] : []));
  const others = changes.filter((it, index) => {
    if (it.kind === 'published') return false;
    if (it.kind === 'version') return changes[index + 1]?.kind !== 'published';
    return it.kind !== 'configuration' || it === changes.findLast(({ kind }) => kind === 'configuration');
  });
  const versions = numbers.length === 0 ? [] : [`version ${numbers.join(', ')} (those that are there still)`];
  return [...new Set([...others.map(changeText), ...versions])].join('; ');
}
