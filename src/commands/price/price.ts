import { type Architecture, PriceBookError, type Quote } from '../../pricing/index.js';
import type { Io, RawOptions, Run } from '../command.js';
import { CommandError } from '../command-error.js';
import { put } from '../put.js';
import { valuesOf } from '../repeated.js';
import { changesOf, type Fields, fieldsOf } from './field-reader.js';
import { type Question, quoteOf } from './quote.js';
import { ARCHITECTURE } from './shape.js';

/** A bill of what was typed, and the same with changes beside it. */
export const price: Run = async (_argument, options, io) => {
  const problems: string[] = [];
  const question = await questionOf(options, problems);
  const quote = quoteOf(question, problems);
  const comparisons = comparedWith(question, options, problems);
  if (problems.length > 0 || quote === undefined) {
    throw new CommandError(problems.join('\n  '), 'kelvin price --help says what every flag takes');
  }
  await show(quote, comparisons, options, io);
  return 'ok';
};

async function questionOf(options: RawOptions, problems: string[]): Promise<Question> {
  const fields = fieldsOf(options);
  const { recording } = options;
  if (fields.size === 0 && recording === undefined) {
    const hint = 'such as --requests 10M --duration 120ms --memory 1536, or --recording FILE';
    throw new CommandError('there is nothing to price', hint);
  }
  return {
    fields,
    plus: valuesOf(options.plus).map((text) => ({ text, fields: changesOf('--plus', text, problems) })),
    recorded: typeof recording === 'string' ? (await import('./recorded-from.js')).recordedFrom(recording) : undefined,
  };
}

function comparedWith(question: Question, options: RawOptions, problems: string[]): Quote[] {
  const ofBase = [...problems];
  return valuesOf(options.compare).flatMap((text) => {
    const changes = changesOf('--compare', text, problems);
    const own: string[] = [];
    const fields = new Map([...question.fields, ...changes]);
    const changed = { ...question, name: text.trim(), fields, othersOn: architectureOf(question) };
    const quote = naming(text, () => quoteOf(changed, own));
    // What is wrong with the bill itself is told once.
    problems.push(...own.filter((it) => !ofBase.includes(it)).map((it) => `--compare "${text}": ${it}`));
    return quote === undefined ? [] : [{ ...quote, notes: [...quote.notes, ...sameDurationNote(question, changes)] }];
  });
}

/** What was typed does not know that a function is slower with less memory; a recording does. */
function sameDurationNote({ recorded }: Question, changes: Fields): string[] {
  const sized = changes.has('memory') || changes.has('arch');
  return recorded !== undefined || !sized || changes.has('duration')
    ? []
    : ['the same Duration is taken, which in truth changes with memory size and architecture.'];
}

/** The account's other functions do not change their architecture because this one does. */
function architectureOf({ fields, recorded }: Question): Architecture {
  const typed = fields.get('arch');
  const read = typeof typed === 'string' ? ARCHITECTURE.parse(typed) : undefined;
  return read ?? recorded?.shape.architecture ?? 'x86_64';
}

function naming<T>(text: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof PriceBookError)) throw error;
    throw new PriceBookError(`--compare "${text}": ${error.problem}`, error.hint);
  }
}

async function show(quote: Quote, comparisons: readonly Quote[], options: RawOptions, io: Io): Promise<void> {
  const { json, markdown } = options;
  if (json !== undefined) {
    const { renderQuoteJson } = await import('../../views/json/index.js');
    put(json, renderQuoteJson(quote, comparisons), io);
  }
  if (markdown !== undefined) {
    const { renderQuoteMarkdown } = await import('../../views/markdown/index.js');
    put(markdown, renderQuoteMarkdown(quote, comparisons), io);
  }
  if (json !== undefined || markdown !== undefined) return;
  const { renderQuote } = await import('../../views/terminal/index.js');
  const color = io.stdout.isTTY === true && (io.env.NO_COLOR ?? '') === '';
  io.stdout.write(renderQuote(quote, comparisons, { width: Math.min(io.stdout.columns ?? 80, 100), color }));
}
