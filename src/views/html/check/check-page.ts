import type { CheckResult } from '../../../analysis/index.js';
import { sidesText } from '../../wording/index.js';
import { definitions, SIMULATED_TERM } from '../definitions.js';
import { framed } from '../frame.js';
import { html } from '../markup.js';
import { noticesSection } from '../notices-section.js';
import { checkHeadline } from './check-headline.js';
import { checkProvenance } from './check-provenance.js';
import { CHECK_STYLE } from './check-style.js';
import { checkTerms } from './check-terms.js';
import { explanationSection } from './explanation/explanation-section.js';
import { findingPictures, findingsSection } from './findings-section.js';
import { resolutionSection } from './resolution-section.js';
import { sidesSection } from './sides-section.js';
import { shiftCharts, verdictsSection } from './verdicts-section.js';

/** The report of a check. */
export function renderCheckHtml(result: CheckResult): Promise<string> {
  const shifts = shiftCharts(result);
  const pictures = findingPictures(result);
  const parts = [
    checkHeadline(result),
    noticesSection(result.warnings),
    verdictsSection(result, shifts),
    explanationSection(result),
    resolutionSection(result),
    findingsSection(result, pictures),
    sidesSection(result),
    checkProvenance(result),
    definitions(result.target.simulated === undefined ? checkTerms(result) : [...checkTerms(result), SIMULATED_TERM]),
  ];
  const charts = [...shifts, ...pictures.flatMap(({ charts: own }) => own)];
  return framed(titleOf(result), html`${parts}`, charts, CHECK_STYLE);
}

const titleOf = (result: CheckResult): string => `${result.check.name}, ${sidesText(result)}: Kelvin check`;
