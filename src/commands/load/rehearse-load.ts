import { formatMegabytes } from '../../units/index.js';
import { CommandError } from '../command-error.js';
import { rehearseHooks } from '../hooks/index.js';
import type { Rehearsed } from '../rehearsal/rehearsed-run.js';
import { estimateText } from './consent.js';
import { type LoadParts, planLoad, preparationOf } from './perform-load.js';

/** Opens what a load opens, and prepares each of its arms as it would be, in the same order. */
export async function rehearseLoad(parts: LoadParts): Promise<Rehearsed> {
  const { scenario, functions, connection, plan, question, provisioned } = await planLoad(parts);
  if (connection?.rehearsal === undefined) {
    throw new CommandError(
      `${estimateText(question)}: an address is all that is known, so requests to it are all that is sent`,
      'leave --dry-run out, and bound it with --max-requests',
    );
  }
  const { rehearsal } = connection;
  const prepare = preparationOf(scenario, functions, connection, provisioned?.concurrency);
  const { requests } = question.estimate;
  const each = requests === undefined ? undefined : Math.ceil(requests / plan.arms.length).toLocaleString('en-US');
  for (const { functions: made } of functions) for (const fn of made.values()) await fn.begin();
  for (const arm of plan.arms) {
    const size = arm.memorySizeMB === null ? '' : ` at ${formatMegabytes(arm.memorySizeMB)}`;
    rehearsal.begin(`For the load${size}`);
    const prepared = await prepare(arm, parts.control.signal, { onProvisioned: () => {}, onWait: () => {} });
    const times = each === undefined ? 'as many times as are answered' : `about ${each} times`;
    const invoke = scenario.load.via.kind === 'function-url' ? 'InvokeFunctionUrl' : 'Invoke';
    for (const { mixed, functions: made } of functions) {
      const { name } = made.get(arm.architecture ?? 'x86_64') ?? mixed;
      rehearsal.note(invoke, { FunctionName: name, times });
      if (prepared.checkUnchanged === undefined) continue;
      rehearsal.note('GetFunctionConfiguration', { FunctionName: name, times: 'once a second meanwhile' });
    }
    for (const logGroupName of prepared.initLogGroups ?? []) rehearsal.note('FilterLogEvents', { logGroupName });
    await prepared.discard();
  }
  const estimate = rehearseHooks(scenario.hooks, 'load', rehearsal, estimateText(question));
  return { rehearsal, estimate: question.onLatest === undefined ? estimate : `${estimate}. ${question.onLatest}` };
}
