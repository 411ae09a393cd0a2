import type { Analysis } from '../../analysis/index.js';
import { sortedWarnings } from '../wording/index.js';
import { type Chart, chartsOf } from './charts/index.js';
import { chartsSection } from './charts-section.js';
import { DEFINITIONS, definitions, SIMULATED_TERM } from './definitions.js';
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
  return framed(`${result.function.name}, ${result.scenario.name}: Kelvin report`, body(analysis, charts), charts);
}

const body = ({ result }: Analysis, charts: readonly Chart[]): Markup =>
  html`${headline(result)}${noticesSection(sortedWarnings(result).others)}${chartsSection(roleKey(result), charts)}${sizeTable(result)}${provenance(result)}${definitions(result.target.simulated === undefined ? DEFINITIONS : [...DEFINITIONS, SIMULATED_TERM])}`;
