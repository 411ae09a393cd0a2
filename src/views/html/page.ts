import type { Analysis, Result } from '../../analysis/index.js';
import { type Exploration, explorationOf, sortedWarnings } from '../wording/index.js';
import { type Chart, chartsOf } from './charts/index.js';
import { chartsSection } from './charts-section.js';
import { DEFINITIONS, definitions, SIMULATED_TERM } from './definitions.js';
import { curveTables, EXPLORED_STYLE, EXPLORED_TERMS, exploredKey, regretSection } from './exploration/index.js';
import { framed } from './frame.js';
import { headline } from './headline.js';
import { html, type Markup } from './markup.js';
import { noticesSection } from './notices-section.js';
import { provenance } from './provenance.js';
import { roleKey } from './role-key.js';
import { sizeTable } from './size-table.js';

/** The report of a run. */
export function renderHtml(analysis: Analysis): Promise<string> {
  const charts = chartsOf(analysis);
  const { result } = analysis;
  const exploration = explorationOf(result);
  const title = `${result.function.name}, ${result.scenario.name}: Kelvin report`;
  return exploration === undefined
    ? framed(title, body(result, charts), charts)
    : framed(title, exploredBody(result, exploration, charts), charts, EXPLORED_STYLE);
}

const termsOf = ({ target }: Result): readonly (readonly [string, string])[] =>
  target.simulated === undefined ? DEFINITIONS : [...DEFINITIONS, SIMULATED_TERM];

const body = (result: Result, charts: readonly Chart[]): Markup =>
  html`${headline(result)}${noticesSection(sortedWarnings(result).others)}${chartsSection(roleKey(result), charts)}${sizeTable(result)}${provenance(result)}${definitions(termsOf(result))}`;

/** How safe the choice is comes before the charts, which show why. */
const exploredBody = (result: Result, exploration: Exploration, charts: readonly Chart[]): Markup =>
  html`${headline(result)}${noticesSection(sortedWarnings(result).others)}${regretSection(result, exploration)}${chartsSection(exploredKey(exploration), charts)}${curveTables(result, exploration)}${sizeTable(result)}${provenance(result)}${definitions([...EXPLORED_TERMS, ...termsOf(result)])}`;
