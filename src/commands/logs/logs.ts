import { existsSync } from 'node:fs';
import type { Run } from '../command.js';
import { CommandError } from '../command-error.js';
import { endOnSignals, RunControl } from '../interrupt.js';
import { conclude } from './conclude.js';
import { type Plan, planOf, recordingPath } from './plan.js';
import { recordSources } from './record-sources.js';
import type { ReadingParts, Recorded } from './recorded.js';

/** Read, record, conclude. Whatever ends the reading, what was read is concluded from and kept. */
export const logs: Run = async (_, options, io, sources) => {
  const plan = planOf(sources, options, io);
  const path = recordingPath(plan);
  if (plan.from.kind !== 'resume' && existsSync(path)) {
    throw new CommandError(`${path} exists already`, 'name a new folder with --out; --resume goes on with a log group');
  }
  const control = new RunControl();
  const signals = endOnSignals(control, () => process.exit(130));
  try {
    const { analysis, trouble } = await recorded(plan, { io, control });
    const exit = await conclude(path, analysis, plan.views, io);
    if (trouble !== undefined) throw trouble;
    return control.reason === 'interrupted' ? 'interrupted' : exit;
  } finally {
    signals.forget();
  }
};

async function recorded(plan: Plan, parts: ReadingParts): Promise<Recorded> {
  const { from } = plan;
  if (from.kind === 'sources') return recordSources(plan, from.sources, parts);
  // It brings the AWS SDK along, which a file has no need of.
  const { recordLogGroup, resumeLogGroup } = await import('./record-log-group.js');
  return from.kind === 'log-group' ? recordLogGroup(plan, from, parts) : resumeLogGroup(plan, parts);
}
