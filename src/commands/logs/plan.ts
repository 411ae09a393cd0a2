import { join, resolve } from 'node:path';
import { ARCHITECTURES, type Architecture, bookFor, type PriceBook, requireArchitecture } from '../../pricing/index.js';
import type { Access } from '../../target/index.js';
import type { EpochMilliseconds } from '../../units/index.js';
import { accessOf } from '../access.js';
import type { Io, RawOptions } from '../command.js';
import { CommandError } from '../command-error.js';
import type { WantedViews } from '../outputs.js';
import { ownBooks } from '../prices.js';
import { runFolder } from '../run-folder.js';
import { askedViews } from './asked-views.js';
import { timeOption } from './time-option.js';

/** What to read, and what is known of it beforehand. */
export interface Plan {
  readonly folder: string;
  readonly startedAt: Date;
  readonly region: string | undefined;
  readonly architecture: Architecture;
  readonly architectureNamed: boolean;
  readonly endpointUrl: string | undefined;
  readonly access: Access;
  /** The user's own prices. */
  readonly books: readonly PriceBook[] | undefined;
  /** Besides those in the folder. */
  readonly views: WantedViews;
  readonly from:
    | { readonly kind: 'sources'; readonly sources: readonly string[] }
    | {
        readonly kind: 'log-group';
        readonly logGroup: string;
        readonly start?: EpochMilliseconds;
        readonly end?: EpochMilliseconds;
      }
    /** The recording of a log group in `folder` goes on. */
    | { readonly kind: 'resume' };
}

/** Every mistake of the command line is found here, before anything is read or written. */
export function planOf(sources: readonly string[], options: RawOptions, io: Io): Plan {
  const startedAt = new Date();
  const { resume, out, arch } = options;
  const from = fromOf(sources, options, io, startedAt.getTime());
  const region = textOf(options.region);
  const plan: Plan = {
    folder: typeof resume === 'string' ? resolve(resume) : runFolder('logs', startedAt, textOf(out)),
    startedAt,
    region,
    architecture: architectureOf(textOf(arch)),
    architectureNamed: arch !== undefined,
    endpointUrl: endpointOf(textOf(options.endpointUrl)),
    access: accessOf(options),
    books: ownBooks(options),
    views: askedViews(options),
    from,
  };
  if (region !== undefined || plan.books !== undefined) bookOf(plan, region);
  return plan;
}

/** Nothing is read that could not be priced in the end. @throws PriceBookError */
export function bookOf({ architecture, books, startedAt }: Plan, region = 'us-east-1'): PriceBook {
  const book = bookFor(region, startedAt.toISOString().slice(0, 10), books);
  requireArchitecture(book, architecture);
  return book;
}

export const recordingPath = ({ folder }: Plan): string => join(folder, 'recording.jsonl');

function fromOf(sources: readonly string[], options: RawOptions, io: Io, now: number): Plan['from'] {
  const logGroup = textOf(options.logGroup);
  const others = ['logGroup', 'start', 'end', 'out', 'arch', 'region', 'prices'].filter(
    (name) => options[name] !== undefined,
  );
  if (options.resume !== undefined) {
    if (sources.length === 0 && others.length === 0) return { kind: 'resume' };
    throw new CommandError(
      '--resume goes on with what its folder says',
      'leave out everything else but --endpoint-url, --profile and --assume-role',
    );
  }
  if (logGroup !== undefined && sources.length > 0) {
    throw new CommandError(`--log-group ${logGroup} and ${sources[0]} are two readings`, 'read one of them at a time');
  }
  const times = timesOf(options, now);
  if (logGroup !== undefined) return { kind: 'log-group', logGroup, ...times };
  if (options.start !== undefined || options.end !== undefined) {
    throw new CommandError('--start and --end are for --log-group', 'files are read whole');
  }
  if (sources.length > 0) return { kind: 'sources', sources };
  if (io.stdin.isTTY !== true) return { kind: 'sources', sources: ['-'] };
  throw new CommandError('nothing to read', 'name log files or folders, name --log-group, or pipe a log in');
}

function timesOf({ start, end }: RawOptions, now: number): { start?: EpochMilliseconds; end?: EpochMilliseconds } {
  const times = {
    ...(typeof start === 'string' ? { start: timeOption('--start', start, now) } : {}),
    ...(typeof end === 'string' ? { end: timeOption('--end', end, now) } : {}),
  };
  if (times.start === undefined || times.end === undefined || times.start < times.end) return times;
  throw new CommandError('--start is not before --end', 'the span between them is read');
}

function architectureOf(name: string | undefined): Architecture {
  const known = ARCHITECTURES.find((it) => it === (name ?? 'x86_64'));
  if (known !== undefined) return known;
  throw new CommandError(`--arch ${name} is no architecture`, ARCHITECTURES.join(' or '));
}

function endpointOf(url: string | undefined): string | undefined {
  if (url === undefined || /^https?:$/.test(URL.parse(url)?.protocol ?? '')) return url;
  throw new CommandError(`--endpoint-url ${url} is no address`, 'such as http://127.0.0.1:9001');
}

const textOf = (option: string | boolean | undefined): string | undefined =>
  typeof option === 'string' ? option : undefined;
