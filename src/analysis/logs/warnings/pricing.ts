import type { Warning } from '../../result-schema.js';
import { counted, type LogFindings, warnIf } from './findings.js';

/** What the cost rests on. */
export function priceWarnings({ result, younger }: LogFindings): Warning[] {
  const { region, priceBook, asked, architecture, total, inits } = result;
  const priced = total.cost?.n ?? 0;
  if (total.invocations === 0) return [];
  const provisioned = inits.some((it) => it.initializationType === 'provisioned-concurrency');
  return [
    ...warnIf(
      region === null,
      'region-assumed',
      `priced as ${priceBook.region}: the log does not say its region`,
      'name the region with --region',
    ),
    ...warnIf(
      younger !== undefined,
      'prices-younger',
      `no older prices of ${priceBook.region} are known: ${younger}`,
      'check what was paid then; the figures in milliseconds hold',
    ),
    ...warnIf(
      !asked.architecture,
      'architecture-assumed',
      `priced as ${architecture}: a log does not say its architecture`,
      'name it with --arch where it is arm64, which costs a fifth less',
    ),
    ...warnIf(
      priced < total.invocations,
      'not-billed-by-duration',
      `${counted(total.invocations - priced, 'report')} of ${total.invocations.toLocaleString('en-US')} ${total.invocations - priced === 1 ? 'has' : 'have'} no Billed Duration or no memory size and ${total.invocations - priced === 1 ? 'is' : 'are'} in no cost`,
      'reports of Lambda Managed Instances have neither, as their instances are paid by the hour; those that were cut have lost them',
    ),
    ...warnIf(
      provisioned,
      'provisioned-concurrency',
      'the log has inits of provisioned concurrency: the cost here is that of the same invocations on demand',
      'provisioned concurrency is paid by the hour it is configured for, and its duration at a lower price',
    ),
    ...ruleWarnings(result),
    ...spanWarnings(result),
  ];
}

function ruleWarnings({ billingRule: { checked, differing, example } }: LogFindings['result']): Warning[] {
  const init = example?.initDurationMs === undefined ? '' : `, Init Duration ${example.initDurationMs} ms`;
  const first = `${example?.requestId ?? 'without a request id'}: Duration ${example?.durationMs} ms${init}, Billed Duration ${example?.billedDurationMs} ms`;
  return warnIf(
    differing > 0,
    'billed-otherwise',
    `${counted(differing, 'report')} of ${checked.toLocaleString('en-US')} ${differing === 1 ? 'is' : 'are'} billed otherwise than the rule of the day says (first: ${first})`,
    'the printed figure is used; an emulator, an edited log or a rule that Kelvin does not know does this',
  );
}

const DAY_SECONDS = 86_400;

function spanWarnings({ span, total }: LogFindings['result']): Warning[] {
  const monthly = total.cost?.perMonth ?? null;
  return warnIf(
    span !== null && monthly !== null && span.seconds < DAY_SECONDS,
    'short-span',
    'the log spans less than a day: the cost per month takes its rate for that of day and night',
    'read a week or more for a rate that can be relied on',
  );
}
