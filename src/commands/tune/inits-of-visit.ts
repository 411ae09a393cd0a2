import type { ReportedInit } from '../../recording/index.js';
import type { FreshVersion } from '../../target/index.js';

type Place = Pick<ReportedInit, 'memorySizeMB' | 'architecture'>;

/** The inits of a version that were no invocation's, as lines of the recording; none where INIT is a part of the first. */
export async function initsOfVisit(
  { version, fetchInits }: Pick<FreshVersion, 'fetchInits'> & Partial<Pick<FreshVersion, 'version'>>,
  { memorySizeMB, architecture }: Place,
  signal: AbortSignal,
): Promise<readonly ReportedInit[]> {
  if (fetchInits === undefined || version === undefined) return [];
  const found = await fetchInits(signal);
  return found.map((init) => ({ type: 'init', memorySizeMB, architecture, version, init }));
}
