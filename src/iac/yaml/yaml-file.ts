import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  type YAMLMap,
} from 'yaml';
import { lineOf, type SourceFile } from '../source-file.js';

/** A file in YAML, or in JSON, which is YAML too: what it holds, and where each value stands. */
export interface YamlFile extends SourceFile {
  readonly document: Document;
}

/** Undefined where the text is neither, or has more than one document. */
export function readYamlFile(file: SourceFile, of: 'map' | 'list' = 'map'): YamlFile | undefined {
  const document = parseDocument(file.text, { prettyErrors: false, logLevel: 'silent', merge: true });
  // The parser mends what it can; two keys of one name are the one error that leaves the rest meaningful.
  const isReadable = document.errors.every(({ code }) => code === 'DUPLICATE_KEY');
  const isOfKind = of === 'map' ? isMap(document.contents) : isSeq(document.contents);
  return isReadable && isOfKind ? { ...file, document } : undefined;
}

/** What an alias stands for; the node itself otherwise. */
export function resolved(file: YamlFile, node: unknown): Node | undefined {
  if (isAlias(node)) return node.resolve(file.document);
  return isNode(node) ? node : undefined;
}

/** The pair of a map with this key, also of a map that `<<` merges into it. */
export function pairOf(file: YamlFile, map: unknown, key: string): Pair | undefined {
  const node = resolved(file, map);
  if (!isMap(node)) return undefined;
  const own = node.items.find((it) => isScalar(it.key) && String(it.key.value) === key);
  if (own !== undefined) return own;
  const merged = node.items
    .filter((it) => isScalar(it.key) && isMergeKey(it.key.value))
    .map((it) => resolved(file, it.value));
  for (const it of merged.flatMap((from) => (isSeq(from) ? from.items : [from]))) {
    const pair = pairOf(file, it, key);
    if (pair !== undefined) return pair;
  }
  return undefined;
}

const isMergeKey = (value: unknown): boolean =>
  value === '<<' || (typeof value === 'symbol' && value.description === '<<');

/** The value at a path of keys. */
export function valueAt(file: YamlFile, from: unknown, path: readonly string[]): Node | undefined {
  return path.reduce<Node | undefined>(
    (node, key) => resolved(file, pairOf(file, node, key)?.value),
    resolved(file, from),
  );
}

/** The keys and values of a map, in order. */
export function entriesOf(file: YamlFile, map: unknown): { key: string; keyNode: Node; value: Node | undefined }[] {
  const node = resolved(file, map);
  if (!isMap(node)) return [];
  return node.items.flatMap(({ key, value }) =>
    isScalar(key) && typeof key.value !== 'symbol'
      ? [{ key: String(key.value), keyNode: key, value: resolved(file, value) }]
      : [],
  );
}

export const itemsOf = (file: YamlFile, list: unknown): Node[] => {
  const node = resolved(file, list);
  return isSeq(node) ? node.items.flatMap((it) => resolved(file, it) ?? []) : [];
};

/** Of a plain value, such as a text or a number: what it says. */
export function textOf(node: unknown): string | undefined {
  if (!isScalar(node) || node.value === null || typeof node.value === 'symbol') return undefined;
  return node.tag?.startsWith('!') === true && !node.tag.startsWith('!!') ? undefined : String(node.value);
}

export const isFlowMap = (map: YAMLMap): boolean => map.flow === true;

export const startOf = (node: Node): number => node.range?.[0] ?? 0;
export const endOf = (node: Node): number => node.range?.[1] ?? 0;
export const lineIn = (file: SourceFile, node: Node): number => lineOf(file.text, startOf(node));
