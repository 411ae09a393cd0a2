import { labelledFields } from '../labelled-fields.js';
import { isReport } from '../report.js';
import { REPORT_FIELD_NAMES, REPORT_FIELDS, REPORT_LABELS } from '../report-fields.js';
import { parseReportLine } from '../report-text.js';

/** A report has eleven fields and an X-Ray line; more lines than this belong to no one report. */
const MOST_LINES = 16;
const LONGEST_LINE = 512;

/**
 * A REPORT that goes on in the next lines: the X-Ray line, which AWS writes below it, or a copy from a console with a
 * line for each field or wrapped at its width. A line is taken only when it is unmistakable: a report that is whole
 * takes the X-Ray line alone, so the application's next line, whatever it prints, stays its own.
 */
export class Continued {
  #text: string;
  #lines = 1;

  constructor(first: string) {
    this.#text = first;
  }

  get text(): string {
    return this.#text;
  }

  /** Whether the line belongs to this report; then it is taken. */
  takes(line: string): boolean {
    if (this.#lines >= MOST_LINES || line.length > LONGEST_LINE || !this.#fits(line)) return false;
    this.#text += `\n${line}`;
    this.#lines++;
    return true;
  }

  #fits(line: string): boolean {
    if (/^\s*XRAY TraceId:\s/.test(line)) return !this.#text.includes('XRAY');
    const before = look(this.#text);
    if (before.isWhole && this.#lines === 1) return false;
    const after = look(`${this.#text}\n${line}`);
    if (!after.isClean || after.known <= before.known) return false;
    if (before.isWhole && !isReport(parseReportLine(`${this.#text}\n${line}`))) return false;
    // Wrapped within a field: only the line that completes the report is surely its end, not one that only begins alike.
    return !before.isCut || (!before.isWhole && after.isWhole);
  }
}

interface Look {
  readonly known: number;
  readonly isClean: boolean;
  readonly isCut: boolean;
  readonly isWhole: boolean;
}

const REQUIRED = REPORT_FIELD_NAMES.map((name) => REPORT_FIELDS[name]).filter(({ required }) => required);

function look(text: string): Look {
  const { fields, cut, wrong } = labelledFields(text, 'REPORT'.length, REPORT_LABELS);
  const labels = new Set(fields.map(({ label }) => label));
  const known = [...labels].filter((label) => label in REPORT_LABELS).length;
  return {
    known,
    isClean: (wrong === undefined || cut) && known === fields.length,
    isCut: cut,
    isWhole: REQUIRED.every(({ label }) => labels.has(label)),
  };
}
