import { cdkFunctions } from './cdk/functions.js';
import { cloudFormationFunctions } from './cloudformation/functions.js';
import type { DeclaredFunction } from './declared-function.js';
import { serverlessFunctions } from './serverless/functions.js';
import type { Note, SourceFile } from './source-file.js';
import { terraformFunctions } from './terraform/functions.js';

/** Every Lambda function that the files declare, whatever tool they are for. */
export function declaredIn(files: readonly SourceFile[]): {
  readonly declared: readonly DeclaredFunction[];
  readonly notes: readonly Note[];
} {
  const terraform = terraformFunctions(files);
  return {
    declared: [
      ...cloudFormationFunctions(files),
      ...serverlessFunctions(files),
      ...terraform.declared,
      ...cdkFunctions(files),
    ],
    notes: terraform.notes,
  };
}
