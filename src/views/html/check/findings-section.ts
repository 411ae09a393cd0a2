import type { CheckFinding, CheckResult } from '../../../analysis/index.js';
import { chanceText, findingGroups, headed, METRIC_HEADINGS, sentence } from '../../wording/index.js';
import { chartFigure } from '../chart-figure.js';
import type { Chart } from '../charts/index.js';
import { html, type Markup } from '../markup.js';
import { distributionChart } from './charts/distribution-chart.js';
import { looksChart } from './charts/looks-chart.js';
import { ratioText } from './figure-words.js';
import { findingId } from './finding-id.js';
import { pointKey } from './verdict-key.js';
import { verdictMark } from './verdict-mark.js';

/** A finding with the charts that show what it was made of. */
export interface FindingPictures {
  readonly finding: CheckFinding;
  readonly title: string;
  readonly charts: readonly Chart[];
}

/** An exact value has nothing to draw, and neither has what was never measured. */
export function findingPictures(result: CheckResult): readonly FindingPictures[] {
  const groups = findingGroups(result.findings);
  return groups.flatMap(({ findings, name }) =>
    findings
      .filter(({ isExact, points }) => !isExact && points.length > 0)
      .map((finding) => ({
        finding,
        title: titleOf(result, finding, groups.length > 1 ? name : undefined),
        charts: [
          distributionChart(finding, `values-${findingId(finding)}`, name),
          looksChart(finding, `looks-${findingId(finding)}`, name),
        ],
      })),
  );
}

/** Max Memory Used is measured whatever the rest is. */
function titleOf(result: CheckResult, { metric }: CheckFinding, group: string | undefined): string {
  const title = `${METRIC_HEADINGS[metric]}${group === undefined ? '' : `, ${group}`}`;
  return metric === 'maxMemoryUsed' ? title : headed(result, title);
}

/** Metric by metric: every value, and how the verdict came about. */
export function findingsSection(result: CheckResult, pictures: readonly FindingPictures[]): Markup | null {
  if (pictures.length === 0) return null;
  return html`<section aria-labelledby="metrics-title">
<h2 id="metrics-title">Metric by metric</h2>
${pointKey(result)}<noscript><p class="footnote">The charts need JavaScript; the table above holds their figures.</p></noscript>
${pictures.map(part)}</section>
`;
}

const part = ({
  finding,
  title,
  charts,
}: FindingPictures): Markup => html`<article class="finding ${finding.verdict}" aria-labelledby="${findingId(finding)}">
<h3 id="${findingId(finding)}">${title} <span class="verdict">${verdictMark(finding.verdict)} ${finding.verdict}</span></h3>
<p>${sentence(finding.reason)}</p>
<p class="hint">${evidence(finding)}</p>
<div class="charts">
${charts.map((chart) => chartFigure(chart))}</div>
</article>
`;

/** What the table has no room for. */
function evidence(finding: CheckFinding): string {
  const { medianRatio, chance, isSignificant } = finding;
  return [
    ...(medianRatio === null ? [] : [`Ratio of the medians ${ratioText(medianRatio)}`]),
    ...(chance === null ? [] : [`p ${chanceText(chance)} for this comparison alone`]),
    ...(chance === null ? [] : [isSignificant ? 'significant over all of them' : 'not significant over all of them']),
  ].join('; ');
}
