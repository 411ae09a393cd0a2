import type { EmulatorOptions } from '../../../src/emulator/index.js';
import type { Stage } from './stage/stage.js';

/** The requests that led to one recording. */
export interface Script {
  /** `TestLambdaAlias::test_alias_naming`, as the recording is named. */
  readonly test: string;
  /** Given where the script needs an emulator of its own. */
  readonly emulator?: Partial<EmulatorOptions>;
  run(stage: Stage): Promise<void>;
}

export const script = (
  test: string,
  run: (stage: Stage) => Promise<void>,
  emulator?: Partial<EmulatorOptions>,
): Script => ({ test, run, ...(emulator === undefined ? {} : { emulator }) });

/** A script for each of a test's parameters: `name[parameter]`. */
export const scripts = <Parameter>(
  test: string,
  parameters: Readonly<Record<string, Parameter>>,
  run: (stage: Stage, parameter: Parameter) => Promise<void>,
): Script[] =>
  Object.entries(parameters).map(([name, parameter]) => script(`${test}[${name}]`, (stage) => run(stage, parameter)));
