import type { EpochMilliseconds, Megabytes } from '../../units/index.js';

/** A layer as a function refers to it: a version of it, and what its zip measures. */
export interface LayerReference {
  readonly arn: string;
  readonly codeSize: number;
}

export interface FileSystem {
  readonly Arn: string | undefined;
  readonly LocalMountPath: string | undefined;
}

export interface ImageSettings {
  readonly EntryPoint?: string[] | undefined;
  readonly Command?: string[] | undefined;
  readonly WorkingDirectory?: string | undefined;
}

/** What a user sets of a function; what is stored without being acted upon is marked so. */
export interface Settings {
  /** Empty for a container image, as the handler is. */
  readonly runtime: string;
  readonly handler: string;
  readonly role: string;
  readonly description: string;
  /** In seconds, as the API has it. */
  readonly timeout: number;
  readonly memorySize: Megabytes;
  readonly ephemeralStorage: Megabytes;
  /** Undefined until they are set once, be it to none. */
  readonly variables?: Readonly<Record<string, string>>;
  readonly architecture: string;
  readonly logFormat: string;
  readonly logGroup: string;
  /** Of the log format JSON alone. */
  readonly applicationLogLevel?: string;
  readonly systemLogLevel?: string;
  readonly tracingMode: string;
  readonly layers: readonly LayerReference[];
  /** Where events go that could not be processed. */
  readonly deadLetterTarget?: string;
  /** `PublishedVersions` or `None`. */
  readonly snapStart: string;
  /** Stored alone: there are no keys, no file systems and no images here. */
  readonly kmsKeyArn?: string;
  readonly fileSystems: readonly FileSystem[];
  readonly image?: ImageSettings;
}

/** A deployment package, unpacked. */
export interface CodePackage {
  readonly folder: string;
  /** The zip as uploaded. */
  readonly archive: string;
  readonly size: number;
  /** Of all files together, unpacked; of an image it is not known. */
  readonly unzippedBytes?: number;
  /** Base64, as the API has it; of an image the hexadecimal digest. */
  readonly sha256: string;
  /** Of a container image, which is stored and not run. */
  readonly imageUri?: string;
}

/**
 * One content of a function: `$LATEST` between two changes, or a published version. Never changed, always replaced: an
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
}

/** What two versions have to differ in for Lambda to publish the second. */
export function sameContent(a: FunctionVersion, b: FunctionVersion): boolean {
  return a.code.sha256 === b.code.sha256 && JSON.stringify(a.settings) === JSON.stringify(b.settings);
}
