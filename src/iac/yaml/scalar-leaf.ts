import { isScalar, type Node } from 'yaml';
import type { Leaf } from '../declared-function.js';
import { endOf, startOf, textOf, type YamlFile } from './yaml-file.js';

/** The place of a number or a word that is written out, with or without quotes; undefined for anything else. */
export function scalarLeaf(file: YamlFile, node: Node | undefined, name: string): Leaf | undefined {
  if (!isScalar(node) || textOf(node) === undefined) return undefined;
  const [start, end] = [startOf(node), endOf(node)];
  const written = /^(['"]?)([\w.-]+)\1$/.exec(file.text.slice(start, end));
  const [, quote = '', value] = written ?? [];
  if (value === undefined) return undefined;
  return { path: file.path, start: start + quote.length, end: end - quote.length, value, name };
}
