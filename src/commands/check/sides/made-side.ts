import type { Architecture } from '../../../pricing/index.js';
import type { Side } from '../../../recording/index.js';
import type { Scenario } from '../../../scenario/index.js';
import type { FunctionUnderTest } from '../../../target/index.js';
import type { OpenConnection } from '../../open/open-connection.js';
import type { OpenOptions } from '../../open/open-options.js';
import type { MeasuredSide } from './side.js';

/** What making the function of a side needs. */
export interface MakeParts {
  readonly side: Side;
  /** What the function is called after. */
  readonly name: string;
  readonly scenario: Scenario;
  /** Of what is made from code; a function that exists has its own. */
  readonly architecture: Architecture;
  readonly open: OpenConnection;
  readonly opening: OpenOptions;
}

/** The function that a side is measured as, and what is to be told of it. */
export interface MadeSide extends Pick<MeasuredSide, 'function' | 'configuration' | 'architecture' | 'code'> {
  readonly fn: FunctionUnderTest;
}
