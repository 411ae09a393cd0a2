import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMembers, type Members } from './compare/recordable.js';

/** AWS's answers in one test, by step. */
export interface Recording {
  /** `lambda-lambda_api`: the file, without its ending. */
  readonly file: string;
  /** `TestLambdaAlias::test_alias_naming`. */
  readonly name: string;
  readonly steps: Members;
}

/** Where the shared data lies; the recordings are not part of the project. */
export const sharedData = process.env.KELVIN_SHARED_DATA;
export const whyNotRecorded =
  sharedData === undefined && 'KELVIN_SHARED_DATA is not set: AWS’s recorded answers are not part of the project';

export function readRecordings(folder: string): Recording[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return files.toSorted().flatMap((file) => {
    const tests = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Members;
    return Object.entries(tests).map(([test, recorded]) => ({
      file: file.replace(/\.json$/, ''),
      name: test.split('.py::').at(-1) ?? test,
      steps: isMembers(recorded) ? stepsOf(recorded) : {},
    }));
  });
}

function stepsOf(recorded: Members): Members {
  const steps = recorded['recorded-content'];
  return isMembers(steps) ? steps : {};
}
