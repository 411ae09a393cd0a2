import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import type { Header } from '../../recording/index.js';
import type { FunctionName } from '../../scenario/index.js';
import {
  type Connection,
  type FoundAlias,
  isOnManagedInstances,
  isSilent,
  readAlias,
  readExisting,
  TargetError,
  usualLogGroup,
} from '../../target/index.js';
import { type Megabytes, megabytes } from '../../units/index.js';
import { CommandError } from '../command-error.js';
import { differText } from '../open/open-existing.js';
import type { AskedApply } from './asked.js';
import type { Recommended } from './recommended.js';

/** The function that is to be changed, as it is now. */
export interface FoundTarget {
  readonly name: string;
  readonly latest: FunctionConfiguration;
  readonly architecture: 'x86_64' | 'arm64';
  /** What its callers have today: of the alias, or of `$LATEST`. */
  readonly fromMB: Megabytes;
  readonly alias?: FoundAlias & { readonly name: string };
  /** What the promise was made of, and the function is not any more. */
  readonly notes: readonly string[];
}

/** Which function a recording is of. @throws CommandError where the run has made it for itself, or a version is named */
export function functionOf({ function: it }: Header, named: FunctionName | undefined): string {
  if (named?.qualifier !== undefined) {
    throw new CommandError(
      `a memory size is set on $LATEST, and not on ${named.qualifier}`,
      `--function ${named.shortName}; with --alias ${named.qualifier} that alias is led to a version of it`,
    );
  }
  if (named !== undefined) return named.name;
  if (it.currentMemorySizeMB === null || /^kelvin-/.test(it.name)) {
    throw new CommandError(
      `${it.name} was made for the tuning, and is gone`,
      'name the function to change with --function',
    );
  }
  return it.name;
}

/** Reads the function, and refuses what cannot be applied to it. Nothing is changed. */
export async function findTarget(
  connection: Connection,
  name: string,
  { recording: { header }, recommendation }: Recommended,
  { alias: aliasName, canary }: AskedApply,
): Promise<FoundTarget> {
  const { configuration, latest, unreleased } = await readExisting(connection, name, aliasName);
  if (isOnManagedInstances(latest)) throw onManagedInstances(name);
  const architecture = latest.Architectures?.[0] === 'arm64' ? 'arm64' : 'x86_64';
  if (architecture !== recommendation.architecture) throw otherArchitecture(name, architecture, header, recommendation);
  if (aliasName !== undefined && unreleased.length > 0) throw isUnreleased(name, aliasName, unreleased);
  const alias = aliasName === undefined ? undefined : await readAlias(connection, name, aliasName);
  if (isSilent(latest)) throw isUnverifiable(name);
  if (canary !== undefined && alias !== undefined) checkCanary(aliasName ?? '', alias);
  return {
    ...{ name, latest, architecture },
    fromMB: megabytes(configuration.MemorySize ?? 128),
    ...(alias === undefined || aliasName === undefined ? {} : { alias: { ...alias, name: aliasName } }),
    notes: notesOf(header, name, latest, alias),
  };
}

/** Where its versions log. */
export const logGroupOf = ({ name, latest }: Pick<FoundTarget, 'name' | 'latest'>): string =>
  latest.LoggingConfig?.LogGroup ?? usualLogGroup(name);

/** Its versions have no memory size of their own to be visited at, and its reports no billed duration. */
const onManagedInstances = (name: string): TargetError =>
  new TargetError(
    `${name} runs on managed instances, where no promise of a memory size can be verified`,
    '--diff writes the memory size into your own files',
  );

function otherArchitecture(
  name: string,
  own: string,
  { function: { twin } }: Header,
  { architecture }: Recommended['recommendation'],
): CommandError {
  return new CommandError(
    `${architecture} is recommended, and ${name} is on ${own}: Kelvin does not change an architecture, which goes with code that is built for it`,
    twin?.architecture === architecture
      ? `set the memory size of its twin with --function ${twin.name}, and send your traffic there yourself`
      : `deploy it for ${architecture} and tune that, or tune again with --arch ${own}`,
  );
}

/** To publish `$LATEST` would release what its owner has not released. */
const isUnreleased = (name: string, alias: string, differing: readonly string[]): TargetError =>
  new TargetError(
    `$LATEST of ${name} is not what ${alias} leads to (${differText(differing)}): publishing it would release more than a memory size`,
    `deploy first, or leave --alias out; --diff writes the memory size into your own files`,
  );

/** Neither the fresh measurement nor a canary would see a success. */
const isUnverifiable = (name: string): TargetError =>
  new TargetError(
    `the system log level of ${name} is WARN, at which a success leaves no report: what was promised cannot be verified`,
    'set SystemLogLevel to INFO first; --diff writes the memory size into your own files',
  );

/**
 * AWS takes no weights for an alias with provisioned concurrency ("Invalid alias configuration for Provisioned Concurrency",
 * as users of CloudFormation report it, read 2026-11; not tried, as there is no account).
 */
function checkCanary(name: string, { provisioned }: FoundAlias): void {
  if (provisioned !== null) {
    throw new TargetError(
      `the alias ${name} has provisioned concurrency, and AWS splits the traffic of no such alias`,
      'leave --canary out: AWS itself moves provisioned concurrency to the new version',
    );
  }
}

function notesOf(
  { function: it, startedAt }: Header,
  name: string,
  { CodeSha256, Timeout }: FunctionConfiguration,
  alias: FoundAlias | undefined,
): string[] {
  const day = startedAt.slice(0, 10);
  const short = name.split(':').at(-1) ?? name;
  return [
    ...(short === it.name ? [] : [`the tuning was of ${it.name}, and ${short} is to be changed`]),
    ...(it.codeSha256 === undefined || it.codeSha256 === CodeSha256
      ? []
      : [`the code has changed since it was tuned on ${day}`]),
    ...(Timeout === undefined || Timeout * 1000 === it.timeoutMs ? [] : [`its timeout has changed since ${day}`]),
    ...(alias === undefined || alias.provisioned === null
      ? []
      : [
          `the alias has provisioned concurrency of ${alias.provisioned}, which AWS moves to the new version by itself: that takes minutes`,
        ]),
  ];
}
