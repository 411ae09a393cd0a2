import { isMap, isScalar, type Node, type Pair, type YAMLMap } from 'yaml';
import { type Edit, lineEndOf } from '../source-file.js';
import { endOf, isFlowMap, startOf, type YamlFile } from './yaml-file.js';

/** A key and its value as they are to be written into a map that lacks them: `MemorySize: 512`. */
export interface Entry {
  readonly key: string;
  /** Without quotes; a list is written `[a]`. */
  readonly value: string;
}

/** Behind these keys, in this order, a new one stands best; behind any other of one line otherwise. */
const NEIGHBOURS = ['Timeout', 'timeout', 'Runtime', 'runtime', 'Handler', 'handler', 'FunctionName', 'name'];

/** The edit that adds an entry to a map, in the way in which the map is written. */
export function putInMap(file: YamlFile, map: Node | undefined, entry: Entry): Edit | undefined {
  if (!isMap(map)) return undefined;
  return isFlowMap(map) ? putInFlow(file, map, entry) : putInBlock(file, map, entry);
}

function putInFlow(file: YamlFile, map: YAMLMap, { key, value }: Entry): Edit | undefined {
  const open = startOf(map) + 1;
  const [first] = map.items;
  if (first === undefined) {
    return { path: file.path, start: open, end: open, text: ` ${JSON.stringify(key)}: ${value} ` };
  }
  if (!isScalar(first.key)) return undefined;
  const start = startOf(first.key);
  const isQuoted = file.text[start] === '"';
  // As the first entry is set off from the bracket or the line before, so is the one that now follows.
  const before = /\s*$/.exec(file.text.slice(0, start))?.[0] ?? '';
  const space = before === '' ? ' ' : before;
  const named = isQuoted ? JSON.stringify(key) : key;
  const written = isQuoted && /^\[\w+\]$/.test(value) ? JSON.stringify([value.slice(1, -1)]) : value;
  return { path: file.path, start, end: start, text: `${named}: ${written},${space}` };
}

function putInBlock(file: YamlFile, map: YAMLMap, { key, value }: Entry): Edit | undefined {
  const after = neighbourIn(file, map);
  const [first] = map.items;
  if (first === undefined || !isScalar(first.key)) return undefined;
  const indent = indentAt(file.text, startOf(first.key));
  if (indent === undefined) return undefined;
  const line = `${key}: ${value}`;
  if (after === undefined) {
    const start = startOf(first.key);
    return { path: file.path, start, end: start, text: `${line}${lineEndOf(file.text)}${indent}` };
  }
  const start = lineEnd(file.text, after);
  return { path: file.path, start, end: start, text: `${lineEndOf(file.text)}${indent}${line}` };
}

/** The end of the value that the new entry is to follow: one that ends on its own line. */
function neighbourIn(file: YamlFile, map: YAMLMap): number | undefined {
  const ends = map.items.flatMap((pair) => {
    const end = endOnItsLine(file, pair);
    return end === undefined ? [] : [{ key: isScalar(pair.key) ? String(pair.key.value) : '', end }];
  });
  const near = NEIGHBOURS.flatMap((name) => ends.filter(({ key }) => key === name));
  return (near[0] ?? ends[0])?.end;
}

function endOnItsLine(file: YamlFile, { key, value }: Pair): number | undefined {
  if (!isScalar(key) || typeof key.value === 'symbol' || !isScalar(value)) return undefined;
  if (value.type === 'BLOCK_FOLDED' || value.type === 'BLOCK_LITERAL') return undefined;
  const [start, end] = [startOf(key), endOf(value)];
  return file.text.slice(start, end).includes('\n') ? undefined : end;
}

/** The spaces before a key that is the first thing of its line. */
function indentAt(text: string, offset: number): string | undefined {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return /^[ ]*$/.test(line) ? line : undefined;
}

/** The end of the line without what ends it: a comment behind the value stays behind it. */
function lineEnd(text: string, offset: number): number {
  const end = /\r?\n|$/.exec(text.slice(offset));
  return offset + (end?.index ?? 0);
}
