import type { Backend, Network } from '../../emulator/index.js';
import type { Architecture } from '../../pricing/index.js';
import type { Access, CallMode, FunctionUnderTest } from '../../target/index.js';
import type { Milliseconds } from '../../units/index.js';
import type { Cleanup } from '../cleanup.js';
import type { Aftermath } from './aftermath.js';

/** What opening a target needs beside the scenario. */
export interface OpenOptions {
  readonly endpointUrl?: string;
  /** By whose credentials AWS is called. */
  readonly access?: Access;
  /** What the embedded emulator is to be told of noise; nothing else can be. */
  readonly noise?: readonly string[];
  /** As noise. */
  readonly network?: Network;
  /** What is to hold functions to their share there. */
  readonly limits?: Backend;
  /** What it lets pass; everything without it. */
  readonly mode?: CallMode;
  readonly folder: string;
  readonly cli: string;
  readonly signal: AbortSignal;
  readonly cleanup: Cleanup;
  /** Hears what becomes of each function. */
  readonly aftermath: Aftermath;
  /** Throws where what is to be measured has no price: called before anything is made or changed. */
  readonly checkPrices: (region: string, architectures: readonly Architecture[]) => void;
  /** Whether functions that exist are measured on copies of them, and themselves only read. */
  readonly copy?: boolean;
  /** Whether `$LATEST` itself is measured, and no version of it published. */
  readonly onLatest?: boolean;
  /** Whether a function is measured as it is; a rehearsal of such a run has a mode of its own, and so this is said beside it. */
  readonly readOnly?: boolean;
  /** How long another run on a function is waited for; without it such a function is refused. */
  readonly waitMs?: Milliseconds;
  /** Functions that exist and that this run holds already, by their ARN: a mix may name one twice. */
  readonly held: Map<string, FunctionUnderTest>;
  /** Tells the user a line, before the measurement is shown and after it. */
  readonly say: (line: string) => void;
  /** The region itself if it has prices, else one that has; the user is told. */
  readonly pricedRegion: (region: string) => string;
}
