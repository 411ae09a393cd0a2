import { formatUsd } from '../../../units/index.js';
import type { Warning } from '../../result-schema.js';
import { provisionedUnknownWarnings } from '../../warnings/provisioned-unknown.js';
import { type LoadFindings, warnIf } from '../load-findings.js';

/** What the figures are of where a load was put on provisioned concurrency, what has spilled over, and what it costs. */
export function provisionedWarnings({ header, result, book, provisioned }: LoadFindings): Warning[] {
  const { functions, load } = header;
  const [asFound] = functions.flatMap((it) => it.provisionedConcurrency ?? []);
  const kept = load.provisionedConcurrency ?? asFound;
  if (kept === undefined) return provisionedUnknownWarnings(functions);
  const of =
    load.provisionedConcurrency === undefined
      ? `put on provisioned concurrency of ${kept}`
      : `each version had a provisioned concurrency of ${kept}`;
  const failed = [...new Set(provisioned.flatMap((it) => it.failed ?? []))];
  return [
    ...warnIf(
      true,
      'provisioned-concurrency',
      `${of}: an INIT that ran before its invocation is no cold start here${spilledText(result)}`,
      costText(result, book?.provisionedConcurrency !== undefined),
    ),
    ...warnIf(
      failed.length > 0,
      'provisioned-failed',
      `AWS could not make it for each version (${failed.join(', ')}): requests there ran on demand`,
      'an INIT that fails at small sizes often means too little memory there',
    ),
  ];
}

/** A lower bound: what an environment on demand serves after its cold start cannot be told from the rest. */
function spilledText({ arms }: Pick<LoadFindings['result'], 'arms'>): string {
  const known = arms.flatMap(({ total }) => total.coldStarts ?? []);
  const cold = known.reduce((sum, it) => sum + it.count, 0);
  const of = known.reduce((sum, it) => sum + it.n, 0);
  if (cold === 0) return `; of ${of} reports none is of a cold start, so that none has spilled over to on demand`;
  return `; the ${cold} cold starts of ${of} reports are of environments that requests spilled over to, on demand, and so may be others of them`;
}

function costText({ arms }: Pick<LoadFindings['result'], 'arms'>, isPriced: boolean): string {
  if (!isPriced) return 'the price book has no price of it: costs are those on demand';
  const each = arms.flatMap(({ total }) => total.cost?.keptPerHourUsd ?? []);
  const [low, high] = [Math.min(...each), Math.max(...each)];
  const hour = low === high ? formatUsd(low) : `${formatUsd(low)} to ${formatUsd(high)}`;
  const kept = each.length === 0 ? '' : ` (${hour} an hour)`;
  return `costs are at its lower price of duration, cold starts at that on demand, and hold what keeping it takes meanwhile${kept}; AWS bills that in steps of five minutes`;
}
