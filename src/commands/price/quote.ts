import {
  type Architecture,
  billingRules,
  bookFor,
  isDay,
  type PriceBook,
  priceFunctions,
  type Quote,
  readOwnBooks,
} from '../../pricing/index.js';
import { megabytes } from '../../units/index.js';
import { type Account, readAccount } from './account.js';
import { FieldReader, type Fields } from './field-reader.js';
import { type Bound, type PricedFunction, readFunction } from './function-usage.js';
import { nameOf, notesOf } from './notes.js';
import type { Recorded } from './recorded.js';

/** What is to be priced: a function, others on the same bill, and a recording that the first one was measured in. */
export interface Question {
  readonly name?: string;
  readonly fields: Fields;
  readonly plus: readonly { readonly text: string; readonly fields: Fields }[];
  readonly recorded: Recorded | undefined;
  /** What a bare number of `--other-gb-seconds` is of; the first function's own without it. */
  readonly othersOn?: Architecture;
}

/** Said in `--help`, and on every bill. */
const USUAL_REGION = 'us-east-1';

/** The price of it; `undefined` when problems were added to the list. @throws PriceBookError */
export function quoteOf(question: Question, problems: string[]): Quote | undefined {
  const before = problems.length;
  const day = dayOf(question.fields);
  const functions = readFunctions(question, day, 'mean', problems);
  const architecture = question.othersOn ?? functions[0]?.shape.architecture ?? 'x86_64';
  const account = readAccount(new FieldReader(question.fields, '', problems), architecture);
  if (problems.length > before) return undefined;
  const book = bookOf(account, question.recorded);
  const price = (all: readonly PricedFunction[]) =>
    priceFunctions(
      book,
      all.map(({ usage }) => usage),
      account.terms,
    );
  const bill = price(functions);
  if (bill.charges.length === 0 && !saysHowMuch(question)) {
    problems.push('--requests: is missing, such as --requests 10M; nothing else that was typed is charged for');
    return undefined;
  }
  const measured = functions[0]?.measured;
  const hasInterval = measured !== undefined && measured.low !== null && measured.high !== null;
  const end = (bound: Bound) => price(readFunctions(question, day, bound, problems)).totalUsd;
  return {
    name: question.name ?? nameOf(functions),
    bill,
    invocations: functions.reduce((all, it) => all + it.invocations, 0),
    ...(hasInterval ? { interval: { lowUsd: end('low'), highUsd: end('high') } } : {}),
    book: { id: book.id, region: book.region, effectiveFrom: book.effectiveFrom, source: book.source },
    ...(day === undefined ? {} : { asOf: day }),
    notes: notesOf(functions, account, book, question.recorded),
  };
}

/** Fields by which a memory size and the like become something that is used; a zero that was typed is meant. */
const HOW_MUCH = ['requests', 'provisioned', 'snapstart', 'instance', 'durable-operations', 'durable-written'] as const;
const IN_ALL = ['tenant-environments', 'kafka-epu-hours', 'sqs-epu-hours', 'logs', 'transfer-out', 'streamed'] as const;

const saysHowMuch = ({ fields, plus, recorded }: Question): boolean =>
  recorded !== undefined ||
  [fields, ...plus.map((it) => it.fields)].some((it) => [...HOW_MUCH, ...IN_ALL].some((name) => it.has(name)));

/** The day as far as it can be read; that it cannot is told where the account is read. */
function dayOf(fields: Fields): string | undefined {
  const typed = fields.get('as-of');
  return typeof typed === 'string' && isDay(typed) ? typed : undefined;
}

/** No feature is younger. */
const TODAY = '9999-12-31';

function readFunctions(
  { fields, plus, recorded }: Question,
  day: string | undefined,
  bound: Bound,
  problems: string[],
): PricedFunction[] {
  const terms = { rules: billingRules(day), day: day ?? TODAY, bound };
  const first = readFunction(new FieldReader(fields, '', problems), {
    ...terms,
    defaults: recorded?.shape ?? {},
    ...(recorded === undefined ? {} : { recorded }),
  });
  // Another function of the bill is built like the first one unless it says otherwise, and shares nothing else. A memory
  // size that was typed but cannot be read is not told again for each of them.
  const { architecture, kind } = first.shape;
  const memorySizeMB = first.shape.memorySizeMB ?? (fields.has('memory') ? megabytes(128) : undefined);
  const defaults = { architecture, kind, ...(memorySizeMB === undefined ? {} : { memorySizeMB }) };
  const others = plus.map(({ text, fields: own }) =>
    readFunction(new FieldReader(own, `--plus "${text}": `, problems), { ...terms, defaults }),
  );
  return [first, ...others];
}

function bookOf({ pricesFile, region, asOf }: Account, recorded: Recorded | undefined): PriceBook {
  const own = pricesFile === undefined ? undefined : readOwnBooks(pricesFile);
  const ofRun = recorded?.ownBook;
  if (own === undefined && asOf === undefined && ofRun !== undefined && (region ?? ofRun.region) === ofRun.region) {
    return ofRun;
  }
  const [only, ...more] = new Set(own?.map((book) => book.region));
  const usual = more.length === 0 && only !== undefined ? only : USUAL_REGION;
  return bookFor(region ?? recorded?.region ?? usual, asOf, own);
}
