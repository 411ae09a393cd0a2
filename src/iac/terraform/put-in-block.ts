import { type Edit, lineEndOf } from '../source-file.js';
import type { Attribute, Block } from './hcl/syntax.js';
import type { In } from './modules.js';

/** Behind these attributes, in this order, a new one stands best; behind any other of one line otherwise. */
const NEIGHBOURS = ['timeout', 'runtime', 'handler', 'function_name', 'source'];

/** Adds an attribute, in line with its neighbour as `terraform fmt` would have it. */
export function putInBlock({ file, is }: In<Block>, name: string, value: string): Edit | undefined {
  const { text, path } = file;
  const line = (offset: number) => text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  const onOneLine = is.body.attributes.filter(
    ({ start, end }) => !text.slice(start, end).includes('\n') && /^[ \t]*$/.test(line(start)),
  );
  const near = NEIGHBOURS.flatMap((it) => onOneLine.filter((other) => other.name === it));
  const neighbour = near[0] ?? onOneLine.at(-1);
  if (neighbour === undefined) return inEmptyBlock({ file, is }, `${name} = ${value}`, line(is.start));
  const start = neighbour.end + (/\r?\n|$/.exec(text.slice(neighbour.end))?.index ?? 0);
  const padded = name.padEnd(columnOf(text, neighbour) - 1);
  return { path, start, end: start, text: `${lineEndOf(text)}${line(neighbour.start)}${padded} = ${value}` };
}

/** How far its `=` is from its name's begin. */
const columnOf = (text: string, { start, name }: Attribute): number =>
  name.length + (/^\s*/.exec(text.slice(start + name.length))?.[0].length ?? 1);

function inEmptyBlock({ file, is }: In<Block>, entry: string, indent: string): Edit | undefined {
  const newLine = lineEndOf(file.text);
  const isOnOneLine = !file.text.slice(is.bodyStart, is.end).includes('\n');
  // What is on one line would have to be broken up.
  if (isOnOneLine && is.body.attributes.length + is.body.blocks.length > 0) return undefined;
  const text = isOnOneLine ? `${newLine}${indent}  ${entry}${newLine}${indent}` : `${newLine}${indent}  ${entry}`;
  return { path: file.path, start: is.bodyStart, end: is.bodyStart, text };
}
