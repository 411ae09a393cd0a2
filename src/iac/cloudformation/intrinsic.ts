import { isMap, isScalar, isSeq, type Node } from 'yaml';
import { entriesOf, itemsOf, textOf, type YamlFile } from '../yaml/yaml-file.js';

/** A call of one of CloudFormation's own functions, written short (`!Ref X`) or in full (`{ Ref: X }`). */
export interface Intrinsic {
  /** `Ref`, `If`, `FindInMap`, `Sub`, …: without `Fn::`. */
  readonly name: string;
  readonly arguments: readonly Node[];
  /** The first argument, where it is a plain text. */
  readonly text: string | undefined;
}

export function intrinsicOf(file: YamlFile, node: Node | undefined): Intrinsic | undefined {
  if (node === undefined) return undefined;
  const { tag } = node as { tag?: string };
  if (tag !== undefined && /^![A-Z]/.test(tag)) return call(file, tag.slice(1), node);
  if (!isMap(node) || node.items.length !== 1) return undefined;
  const [only] = entriesOf(file, node);
  const name = /^(?:Fn::(\w+)|(Ref))$/.exec(only?.key ?? '');
  return name === null || only?.value === undefined ? undefined : call(file, name[1] ?? name[2] ?? '', only.value);
}

function call(file: YamlFile, name: string, node: Node): Intrinsic {
  const all = isSeq(node) ? itemsOf(file, node) : [node];
  const first = isSeq(node) ? textOf(all[0]) : isScalar(node) ? String(node.value) : undefined;
  return { name, arguments: all, text: first };
}
