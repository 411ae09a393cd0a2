import { createHash } from 'node:crypto';
import type { FunctionVersion } from '../functions/configuration.js';
import { familyOf, languageVersion } from '../runtimes/catalogue.js';
import type { Interpreters } from '../runtimes/interpreters.js';

export interface RuntimeVersion {
  readonly runtimeVersion: string;
  readonly runtimeVersionArn: string;
}

/** `nodejs:22.v81` on AWS; here the number after the v is the interpreter's own version. */
export function runtimeVersionOf({ settings, region }: FunctionVersion, interpreters: Interpreters): RuntimeVersion {
  const { runtime } = settings;
  const actual = interpreters.of(runtime)?.version ?? '0';
  const name = `${familyOf(runtime)}:${languageVersion(runtime) || runtime.replace(/^.*\./, '')}`;
  const digest = createHash('sha256').update(`${runtime} ${actual}`).digest('hex');
  return {
    runtimeVersion: `${name}.v${actual}`,
    runtimeVersionArn: `arn:aws:lambda:${region}::runtime:${digest}`,
  };
}
