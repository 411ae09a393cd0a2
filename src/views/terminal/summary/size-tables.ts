import { type Result, type SizeResult, sizeName } from '../../../analysis/index.js';
import { explorationOf, shortNote, simulatedShareText, sizeNotes } from '../../wording/index.js';
import {
  blank,
  clean,
  columnWidths,
  fit,
  GAP_WIDTH,
  headingRow,
  type Line,
  line,
  paragraph,
  tableRow,
  textRow,
  totalWidth,
} from '../layout/index.js';
import { cappedNote, legend, standingOf, TONES, worstFailure } from '../marks.js';
import { Footnotes } from './footnotes.js';
import { pack } from './pack.js';
import { type Group, keyColumns, sizeGroups } from './size-columns.js';

/** A group with the widths that its figures need. */
interface Part extends Group {
  readonly widths: readonly number[];
  readonly width: number;
}

function measured(group: Group, sizes: readonly SizeResult[]): Part {
  const widths = columnWidths(group.columns, sizes);
  return { ...group, widths, width: Math.max(group.title.length, totalWidth(widths)) };
}

/** `worded`: sizes that say in words why they have no figures here. */
function oneTable(result: Result, groups: readonly Group[], worded: readonly SizeResult[], width: number): Line[] {
  const key = keyColumns(result);
  const keyWidths = columnWidths(key, result.sizes);
  const figured = result.sizes.filter((size) => !worded.includes(size));
  const parts = groups.map((group) => measured(group, figured));
  const across = (start: string, cell: (part: Part) => string): string =>
    [start, ...parts.map((part) => fit(cell(part), part.width, 'left'))].join(' '.repeat(GAP_WIDTH));
  const draw = (size: SizeResult): string =>
    worded.includes(size)
      ? textRow(key, keyWidths, size, worstFailure(size), width)
      : across(tableRow(key, keyWidths, size), ({ columns, widths }) => tableRow(columns, widths, size));
  return [
    line(
      across(' '.repeat(totalWidth(keyWidths)), ({ title }) => title),
      'strong',
    ),
    line(
      across(headingRow(key, keyWidths), ({ columns, widths }) => headingRow(columns, widths)),
      'quiet',
    ),
    ...result.sizes.map((size) => line(draw(size), TONES[standingOf(size, result)])),
    blank,
  ];
}

/** Which groups stand in which table. */
function plan(result: Result, width: number): number[][] {
  // Footnotes of its own, thrown away: an optional group that finds no room must leave none behind.
  const parts = sizeGroups(result, new Footnotes()).map((group) => measured(group, result.sizes));
  const key = totalWidth(columnWidths(keyColumns(result), result.sizes));
  return pack(
    parts.map((part) => ({ width: GAP_WIDTH + part.width, optional: part.optional })),
    width - key,
  );
}

/** All figures of all sizes, then why some have no interval, then what the symbols mean. */
export function sizeTables(result: Result, width: number): Line[] {
  // Sizes that an explorer visits differ in their n, which stands in the row: the reason need not be given for each.
  const notes = new Footnotes(explorationOf(result) === undefined ? undefined : shortNote);
  const groups = sizeGroups(result, notes);
  const failed = result.sizes.filter(({ status }) => status === 'failed');
  const tables = plan(result, width).flatMap((members, index) =>
    // A failed size says so in the first table; the others show what could be read before it failed.
    oneTable(
      result,
      groups.filter((_, place) => members.includes(place)),
      index === 0 ? failed : [],
      width,
    ),
  );
  const simulated = result.sizes.flatMap((size) => {
    const text = simulatedShareText(size);
    return text === undefined ? [] : paragraph(`${sizeName(result, size)} ${text}`, width, 'warn', 'SIM ');
  });
  const besides = result.sizes.flatMap((size) =>
    sizeNotes(size).flatMap((it) => paragraph(clean(`${sizeName(result, size)}: ${it}`), width, 'quiet')),
  );
  const symbols = [legend(result), cappedNote(result) ?? ''].filter((it) => it !== '');
  return [
    ...tables,
    ...notes.reasons.flatMap((reason, index) => paragraph(reason, width, 'quiet', `[${index + 1}] no interval: `)),
    ...simulated,
    ...besides,
    ...symbols.flatMap((it) => paragraph(it, width, 'quiet')),
  ];
}
