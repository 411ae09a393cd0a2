import { cloudFormationFunctions } from './cloudformation/functions.js';
import type { DeclaredFunction } from './declared-function.js';
import type { Note, SourceFile } from './source-file.js';

/** Every Lambda function that the files declare, whatever tool they are for. */
export function declaredIn(files: readonly SourceFile[]): {
  readonly declared: readonly DeclaredFunction[];
  readonly notes: readonly Note[];
} {
  return { declared: cloudFormationFunctions(files), notes: [] };
}
