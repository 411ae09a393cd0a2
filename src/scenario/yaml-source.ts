import {
  type Document,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type YAMLError,
} from 'yaml';
import type { Position } from './problem-list.js';
import type { FieldPath, Problem } from './problems.js';

/** A YAML file as data, with the place of each field. */
export interface YamlSource {
  /** Missing when the file could not be read to its end. */
  readonly value?: unknown;
  readonly problems: readonly Problem[];
  /** The place of a field; of what holds it, when it is missing. */
  readonly locate: (path: FieldPath) => Position | undefined;
}

function step(node: unknown, key: string | number): { place?: Node; inside?: unknown } | undefined {
  if (isSeq(node) && typeof key === 'number') {
    const item = node.items[key];
    return isNode(item) ? { place: item, inside: item } : undefined;
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find((it) => isScalar(it.key) && String(it.key.value) === String(key));
  return pair !== undefined && isNode(pair.key) ? { place: pair.key, inside: pair.value } : undefined;
}

function placeOf(document: Document, path: FieldPath): Node | undefined {
  let place: Node | undefined = isNode(document.contents) ? document.contents : undefined;
  let inside: unknown = document.contents;
  for (const key of path) {
    const next = step(inside, key);
    if (next === undefined) break;
    place = next.place;
    inside = next.inside;
  }
  return place;
}

/** The parser's own words, without the excerpt of the file that it adds below them. */
const syntaxMessage = (error: YAMLError): string => (error.message.split('\n')[0] ?? '').replace(/ at line .*$/, '');

/** The parser mends what it can and goes on; two keys of one name are the one error that leaves the rest meaningful. */
const isHarmless = (error: YAMLError): boolean => error.code === 'DUPLICATE_KEY';

export function readYaml(text: string): YamlSource {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const locate = (path: FieldPath) => at(placeOf(document, path)?.range?.[0] ?? 0);
  const problems = document.errors.map((error) => ({
    ...at(error.pos[0]),
    field: '',
    message: `not valid YAML: ${syntaxMessage(error)}`,
  }));
  if (!document.errors.every(isHarmless)) return { problems, locate };
  try {
    return { value: document.toJS(), problems, locate };
  } catch (error) {
    // An alias without its anchor is found only here.
    if (!(error instanceof ReferenceError)) throw error;
    return { problems: [...problems, { ...at(0), field: '', message: `not valid YAML: ${error.message}` }], locate };
  }
}
