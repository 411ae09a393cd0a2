import type { EpochMilliseconds, Megabytes } from '../../units/index.js';

/** What a user sets of a function, and what is stored without being acted upon yet. */
export interface Settings {
  readonly runtime: string;
  readonly handler: string;
  readonly role: string;
  readonly description: string;
  /** In seconds, as the API has it. */
  readonly timeout: number;
  readonly memorySize: Megabytes;
  readonly ephemeralStorage: Megabytes;
  readonly variables: Readonly<Record<string, string>>;
  readonly architecture: string;
  readonly logFormat: string;
  readonly logGroup: string;
  readonly applicationLogLevel?: string;
  readonly systemLogLevel?: string;
  readonly tracingMode: string;
}

/** A deployment package, unpacked. */
export interface CodePackage {
  readonly folder: string;
  /** The zip as uploaded. */
  readonly archive: string;
  readonly size: number;
  /** Base64, as the API has it. */
  readonly sha256: string;
}

/**
 * One state of a function: `$LATEST` between two changes, or a published version. Never changed, always replaced: an
 * execution environment belongs to one of these, and so a change cannot reach into a running one.
 */
export interface FunctionVersion {
  readonly region: string;
  readonly name: string;
  /** `$LATEST` or a number. */
  readonly version: string;
  readonly settings: Settings;
  readonly code: CodePackage;
  readonly lastModified: EpochMilliseconds;
  readonly revisionId: string;
}

/** What two versions have to differ in for Lambda to publish the second. */
export function sameContent(a: FunctionVersion, b: FunctionVersion): boolean {
  return a.code.sha256 === b.code.sha256 && JSON.stringify(a.settings) === JSON.stringify(b.settings);
}
