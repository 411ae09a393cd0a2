import { codeHashes, lambdaRules } from './compare/rules.js';
import type { Transformer } from './compare/transformers.js';
import type { Script } from './script.js';
import { lambdaApiScripts } from './scripts/lambda-api/index.js';

/** The tests of one recorded file, with the rules that they share. */
export interface RecordedFile {
  readonly rules: readonly Transformer[];
  readonly scripts: readonly Script[];
}

export const recordedFiles: Readonly<Record<string, RecordedFile>> = {
  'lambda-lambda_api': { rules: [...lambdaRules, codeHashes], scripts: lambdaApiScripts },
};
