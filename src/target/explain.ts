import { withoutAccountIds } from '../recording/index.js';
import { TargetError } from './error.js';
import {
  type Explain,
  explainCredentials,
  explainDenied,
  explainDeniedByKms,
  explainService,
  factsOf,
} from './troubles/index.js';

/** Tried from the first: a KMS denial is no denial of the caller. */
const EXPLANATIONS: readonly Explain[] = [explainDeniedByKms, explainCredentials, explainDenied, explainService];

/** The user's words for anything that a client of AWS throws, and what to do. */
export function explain(error: unknown, doing: string): TargetError {
  if (error instanceof TargetError) return error;
  const facts = factsOf(error);
  for (const tryThis of EXPLANATIONS) {
    const found = tryThis(facts);
    if (found !== undefined) {
      return new TargetError(withoutAccountIds(`${doing}: ${found.problem}`), withoutAccountIds(found.hint));
    }
  }
  return new TargetError(
    withoutAccountIds(`${doing} failed: ${facts.name}: ${facts.message}`),
    'the message above is the endpoint’s own',
  );
}

/** Runs one call to the target; whatever it throws comes out as a TargetError. */
export async function calling<T>(doing: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    // Given up by the user, which is no trouble of the target.
    if ((error as Error).name === 'AbortError') throw error;
    throw explain(error, doing);
  }
}
