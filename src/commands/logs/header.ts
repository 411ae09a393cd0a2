import {
  LOG_RECORDING_SCHEMA_VERSION,
  type LogHeader,
  withoutAccountIds,
  withoutControls,
} from '../../recording/index.js';
import { recordedBook } from '../prices.js';
import { bookOf, type Plan } from './plan.js';

/** The first line of the recording: what was asked for, in names that say nothing of the account. */
export function logHeaderOf(plan: Plan, region: string | null, version: string): LogHeader {
  const { from, architecture, architectureNamed, startedAt } = plan;
  const names = from.kind === 'sources' ? from.sources : from.kind === 'log-group' ? [from.logGroup] : [];
  return {
    type: 'header',
    schemaVersion: LOG_RECORDING_SCHEMA_VERSION,
    kind: 'logs',
    tool: { name: 'kelvin', version },
    startedAt: startedAt.toISOString(),
    sources: names.map((it) => withoutControls(withoutAccountIds(it))),
    region,
    architecture,
    ...(plan.books === undefined ? {} : { ownBook: recordedBook(bookOf(plan, region ?? undefined)) }),
    asked: {
      ...(from.kind === 'log-group' ? { logGroup: withoutAccountIds(from.logGroup) } : {}),
      ...(from.kind === 'log-group' && from.start !== undefined ? { start: from.start } : {}),
      ...(from.kind === 'log-group' && from.end !== undefined ? { end: from.end } : {}),
      architecture: architectureNamed,
    },
  };
}
