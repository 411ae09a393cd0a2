import { inRecordedOrder, type Members, mapMembers, type Recordable, withParsedTexts } from './recordable.js';
import { Replacements } from './replacements.js';
import { basicRules, lastRules } from './rules.js';
import type { Transformer } from './transformers.js';

export interface Rules {
  /** Before all others (the recorder's priority -1). */
  readonly first?: readonly Transformer[];
  readonly own: readonly Transformer[];
}

/** The answers of one test, by step in the order in which they came, as the recording would hold them. */
export function normalise(steps: Members, rules: Rules): Members {
  const replacements = new Replacements();
  const prepared = withParsedTexts(mapMembers(steps, (_, answer) => inRecordedOrder(answer)));
  const transformers = [...(rules.first ?? []), ...rules.own, ...basicRules, ...lastRules];
  const transformed = transformers.reduce((answers, transform) => transform(answers, replacements), prepared);
  return mapMembers(transformed, (_, answer) => JSON.parse(replacements.apply(JSON.stringify(answer))) as Recordable);
}
