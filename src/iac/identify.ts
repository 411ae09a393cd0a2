import { didYouMean } from '../spelling/index.js';
import type { DeclaredFunction } from './declared-function.js';
import { bareName, lettersKnown } from './name-parts.js';

/** By what a function in AWS is known. */
export interface Identity {
  readonly functionName: string;
  readonly handler?: string;
  /** What the user says it is called in the files. */
  readonly resource?: string;
}

export type Identified =
  | { readonly kind: 'found'; readonly declared: DeclaredFunction; readonly because: string }
  /** Nearest first: which is meant, the user is to say. */
  | { readonly kind: 'unsure'; readonly candidates: readonly DeclaredFunction[]; readonly why: string };

/**
 * Which of the declared functions is meant. Only what can be no other one is taken by itself: an edit of the wrong
 * function would be found out in production.
 */
export function identify(declared: readonly DeclaredFunction[], identity: Identity): Identified {
  const wanted = { ...identity, functionName: bareName(identity.functionName) };
  if (wanted.resource !== undefined) return byResource(declared, wanted.resource);
  const scored = declared
    .flatMap((it) => {
      const known = lettersKnown(it, wanted.functionName);
      return known === undefined ? [] : [{ it, known }];
    })
    .sort((a, b) => b.known - a.known);
  const [first, second] = scored;
  if (first !== undefined && first.known >= FEW_LETTERS && first.known > (second?.known ?? 0)) {
    return { kind: 'found', declared: first.it, because: nameReason(first.it, wanted.functionName) };
  }
  const possible = scored.map(({ it }) => it);
  return byHandler(possible, declared, wanted);
}

/** So many letters of a name have to be known before it tells one function from another. */
const FEW_LETTERS = 3;

function nameReason({ isNamed, name, tool }: DeclaredFunction, functionName: string): string {
  if (!isNamed) return `${tool} names it so where the files give no name`;
  return name.includes(undefined) ? `${functionName} fits its name` : 'it has this name';
}

function byResource(declared: readonly DeclaredFunction[], resource: string): Identified {
  const exact = declared.filter((it) => [it.id, `${it.path}#${it.id}`].includes(resource));
  const found = exact.length > 0 ? exact : declared.filter((it) => it.alsoKnownAs.includes(resource));
  const [only] = found;
  if (found.length === 1 && only !== undefined)
    return { kind: 'found', declared: only, because: 'it was named with --resource' };
  const meant = didYouMean(
    resource,
    declared.flatMap(({ id, alsoKnownAs }) => [id, ...alsoKnownAs]),
  );
  const unknown = `no function here is called ${resource}${meant === undefined ? '' : `; ${meant}`}`;
  const why = found.length > 1 ? `${resource} is declared ${found.length} times` : unknown;
  return { kind: 'unsure', candidates: found.length > 1 ? found : declared, why };
}

/** Of functions whose names say nothing, the only one with this handler; of one function in all, that one. */
function byHandler(
  possible: readonly DeclaredFunction[],
  declared: readonly DeclaredFunction[],
  { functionName, handler }: Identity,
): Identified {
  const sameHandler = handler === undefined ? [] : possible.filter((it) => it.handler === handler);
  const [only] = sameHandler;
  if (sameHandler.length === 1 && only !== undefined) {
    return {
      kind: 'found',
      declared: only,
      because: `it alone has the handler ${handler}, and its name may be ${functionName}`,
    };
  }
  const near = sameHandler.length > 0 ? sameHandler : possible;
  const why =
    near.length === 0
      ? `none of the functions here can be called ${functionName}`
      : `${functionName} may be ${near.length === 1 ? 'this one, but nothing shows that it is' : `any of ${near.length}`}`;
  return { kind: 'unsure', candidates: near.length > 0 ? near : declared, why };
}
