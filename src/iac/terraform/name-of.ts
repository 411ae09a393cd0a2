import type { NameParts } from '../declared-function.js';
import { follow, isDefault } from './follow.js';
import type { Located } from './scope.js';

/** The text that an expression comes to; what a deploy may give is not known. */
export function namePartsOf(from: Located): NameParts {
  const { is, scope } = from;
  if (is.kind === 'literal') return [is.text];
  if (is.kind === 'template') {
    return is.parts.flatMap((part) => (typeof part === 'string' ? [part] : namePartsOf({ ...from, is: part })));
  }
  if (is.kind === 'call' && (is.name === 'lower' || is.name === 'tostring') && is.arguments[0] !== undefined) {
    return namePartsOf({ ...from, is: is.arguments[0] });
  }
  if (is.kind !== 'traversal') return [undefined];
  if (is.root === 'each' && is.steps[0] === 'key' && scope.each !== undefined) return [scope.each.key];
  const { ends, unseen } = follow(from);
  const [only] = ends;
  if (only === undefined || ends.length > 1 || unseen.length > 0 || isGivenAtDeploy(from, only)) return [undefined];
  return namePartsOf(only);
}

/** The default of a root's variable is only what it is without `-var` and the environment. */
const isGivenAtDeploy = (from: Located, end: Located): boolean =>
  end.scope.call === undefined && isDefault(end.name) && from !== end;

/** What it is called unless a deploy gives another name. */
export function likelyNames(from: Located): string[] {
  return follow(from).ends.flatMap(({ is }) => (is.kind === 'literal' ? [is.text] : []));
}
