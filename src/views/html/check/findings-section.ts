import type { CheckFinding, CheckResult } from '../../../analysis/index.js';
import type { Chart } from '../charts/index.js';
import { html, type Markup } from '../markup.js';
import { bySize, findingId } from './by-size.js';
import { chartFigure } from './chart-figure.js';
import { distributionChart } from './charts/distribution-chart.js';
import { looksChart } from './charts/looks-chart.js';
import { METRIC_NAME, ratioFigure, VERDICT_WORD } from './names.js';
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
  const sizes = bySize(result);
  return sizes.flatMap(({ findings, size }) =>
    findings
      .filter(({ isExact, points }) => !isExact && points.length > 0)
      .map((finding) => ({
        finding,
        title: `${METRIC_NAME[finding.metric]}${sizes.length > 1 ? `, ${size}` : ''}`,
        charts: [
          distributionChart(finding, `values-${findingId(finding)}`, size),
          looksChart(finding, `looks-${findingId(finding)}`, size),
        ],
      })),
  );
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
<h3 id="${findingId(finding)}">${title} <span class="verdict">${verdictMark(finding.verdict)} ${VERDICT_WORD[finding.verdict].toLowerCase()}</span></h3>
<p class="hint">${evidence(finding)}</p>
<div class="charts">
${charts.map((chart) => chartFigure(chart))}</div>
</article>
`;

/** What the table has no room for. */
function evidence({ medianRatio, chance, isSignificant, neededPerSide }: CheckFinding): string {
  const ratio = medianRatio && ratioFigure(medianRatio);
  return [
    ...(ratio === null ? [] : [`Ratio of the medians ${ratio.value} (95 % interval ${ratio.interval})`]),
    ...(chance === null ? [] : [`p ${chanceText(chance)} for this comparison alone`]),
    ...(chance === null ? [] : [isSignificant ? 'significant over all of them' : 'not significant over all of them']),
    ...(neededPerSide === null
      ? []
      : [`about ${neededPerSide.toLocaleString('en-US')} cold starts a side would settle it`]),
  ].join('; ');
}

const chanceText = (chance: number): string =>
  chance < 0.0001 ? 'below 0.0001' : String(Number(chance.toPrecision(2)));
