import { isScalar, type Node } from 'yaml';
import type { Leaf } from '../declared-function.js';
import { folderOf, joined } from '../source-file.js';
import { scalarLeaf } from '../yaml/scalar-leaf.js';
import { endOf, entriesOf, startOf, textOf, valueAt, type YamlFile } from '../yaml/yaml-file.js';
import { type Alternative, variableIn } from './variables.js';

/** Where a value comes from: the places in the files, and what is known only to a deploy. */
interface Places {
  readonly leaves: readonly Leaf[];
  readonly unseen: readonly string[];
}

/** One service, and the files that its variables may name. */
export interface Service {
  readonly file: YamlFile;
  readonly others: readonly YamlFile[];
}

const together = (all: readonly Places[]): Places => ({
  leaves: all.flatMap(({ leaves }) => leaves),
  unseen: all.flatMap(({ unseen }) => unseen),
});

/** Variables may name each other in a circle; nobody nests them so deep. */
const DEEPEST = 20;

/** Follows `${self:…}`, `${file(…):…}` and `${param:…}`; what `opt`, `env` and others give is known only to a deploy. */
export function placesOf(service: Service, file: YamlFile, node: Node | undefined, name: string, depth = 0): Places {
  const text = textOf(node);
  if (node === undefined) return { leaves: [], unseen: [] };
  if (depth > DEEPEST) return { leaves: [], unseen: ['variables that name each other'] };
  const leaf = scalarLeaf(file, node, name);
  if (leaf !== undefined) return { leaves: [leaf], unseen: [] };
  const variable = text === undefined ? undefined : variableIn(text);
  if (variable === undefined || text === undefined)
    return { leaves: [], unseen: [text ?? 'a value that is no number'] };
  const written = file.text.slice(startOf(node), endOf(node));
  const offset = written.indexOf(text);
  return together(
    variable.alternatives.map((alternative) => {
      if (alternative.kind === 'source') return ofSource(service, alternative, depth + 1);
      if (offset === -1 || !isScalar(node)) return { leaves: [], unseen: [text] };
      const [start, end] = [startOf(node) + offset + alternative.start, startOf(node) + offset + alternative.end];
      const value = text.slice(alternative.start, alternative.end);
      return { leaves: [{ path: file.path, start, end, value, name: `the fallback of ${name}` }], unseen: [] };
    }),
  );
}

type Source = Extract<Alternative, { kind: 'source' }>;

function ofSource(service: Service, source: Source, depth: number): Places {
  const isFile = source.file !== undefined;
  const written = isFile ? `file(${source.file}):${source.path}` : `${source.source}:${source.path}`;
  const found = rootsOf(service, source).flatMap(({ of, root }) =>
    nodesAt(of, root, keysOf(source.path), isFile ? `${source.path} of ${of.path}` : written).map((it) => ({
      ...it,
      of,
    })),
  );
  if (found.length === 0) return { leaves: [], unseen: [`\${${written}}`] };
  return together(found.map(({ node, name, of }) => placesOf(service, of, node, name, depth)));
}

/** The maps in which a source looks, and the file that they are in. In a file that is taken in, `self` is the service still. */
function rootsOf({ file, others }: Service, source: Source): { of: YamlFile; root: Node }[] {
  const top = file.document.contents;
  const within = (of: YamlFile, root: Node | undefined) => (root === undefined ? [] : [{ of, root }]);
  const valuesOf = (map: Node | undefined) => entriesOf(file, map).flatMap(({ value }) => within(file, value));
  switch (source.source) {
    case 'self':
      return within(file, valueAt(file, top, []));
    case 'file': {
      const name = fileNamed(folderOf(file.path), source.file ?? '');
      return others
        .filter(({ path }) => name.test(path))
        .flatMap((it) => within(it, valueAt(it, it.document.contents, [])));
    }
    // Version 4 has them at the stage, too (Serverless Framework, "Parameters", read 2026-11).
    case 'param':
      return [
        ...valuesOf(valueAt(file, top, ['params'])),
        ...entriesOf(file, valueAt(file, top, ['stages'])).flatMap(({ value }) =>
          within(file, valueAt(file, value, ['params'])),
        ),
      ];
    default:
      return [];
  }
}

/** `./config/${sls:stage}.yml` may be any file of its folder that fits. */
export function fileNamed(folder: string, name: string): RegExp {
  const path = joined(folder, name.trim().replaceAll(VARIABLE, '\0'));
  const parts = path.split('\0').map((part) => part.replaceAll(/[^\w/]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^/]*')}$`);
}

const VARIABLE = /\$\{[^{}]*(?:\$\{[^{}]*\}[^{}]*)*\}/g;

/** `custom.${sls:stage}.memory` and `sizes['a']`: a key with a variable in it may be any. */
function keysOf(path: string): (string | undefined)[] {
  const keys = path.replaceAll(VARIABLE, '\0').split(/\.|\[['"]?|['"]?\]/);
  return keys.filter((key) => key !== '').map((key) => (key.includes('\0') ? undefined : key));
}

function nodesAt(
  file: YamlFile,
  from: Node,
  keys: readonly (string | undefined)[],
  name: string,
): { node: Node; name: string }[] {
  return keys.reduce<{ node: Node; name: string }[]>(
    (all, key) =>
      all.flatMap(({ node, name: so }) => {
        if (key !== undefined) {
          const next = valueAt(file, node, [key]);
          return next === undefined ? [] : [{ node: next, name: so }];
        }
        return entriesOf(file, node).flatMap((it) =>
          it.value === undefined ? [] : [{ node: it.value, name: `${so} of ${it.key}` }],
        );
      }),
    [{ node: from, name }],
  );
}
