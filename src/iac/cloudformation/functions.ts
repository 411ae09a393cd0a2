import { isMap, isSeq, type Node } from 'yaml';
import type { DeclaredFunction, Setting } from '../declared-function.js';
import { type Edit, lineEndOf, type SourceFile } from '../source-file.js';
import { type Entry, putInMap } from '../yaml/put-in.js';
import {
  endOf,
  itemsOf,
  lineIn,
  pairOf,
  readYamlFile,
  startOf,
  textOf,
  valueAt,
  type YamlFile,
} from '../yaml/yaml-file.js';
import { namePartsOf } from './name-of.js';
import { type Places, placesOf, type Sources } from './places-of.js';
import { isFunction, isSam, type Resource, resourcesOf } from './template.js';

/** What Lambda takes where a template says nothing (CreateFunction, facts/aws-api: MemorySize, Architectures). */
const DEFAULT_MEMORY_SIZE = '128';
const DEFAULT_ARCHITECTURE = 'x86_64';

/** The functions of every template among the files, written in YAML or JSON, for SAM or CloudFormation alone. */
export function cloudFormationFunctions(files: readonly SourceFile[]): DeclaredFunction[] {
  const templates = files.filter(mayBeTemplate).flatMap((file) => readYamlFile(file) ?? []);
  const sources = { templates, files };
  return templates.flatMap((file) =>
    resourcesOf(file)
      .filter(isFunction)
      .map((resource) => declaredFrom(sources, file, resource)),
  );
}

const mayBeTemplate = ({ path, text }: SourceFile): boolean =>
  /\.(ya?ml|json|template)$/.test(path) && /AWS::(Lambda::Function|Serverless::\w+|CloudFormation::Stack)/.test(text);

function declaredFrom(sources: Sources, file: YamlFile, resource: Resource): DeclaredFunction {
  const { logicalId, properties } = resource;
  const globals = isSam(resource) ? valueAt(file, file.document.contents, ['Globals', 'Function']) : undefined;
  const property = (key: string) => valueAt(file, properties, [key]) ?? valueAt(file, globals, [key]);
  const named = valueAt(file, properties, ['FunctionName']);
  const handler = textOf(property('Handler'));
  return {
    tool: isSam(resource) ? 'SAM' : 'CloudFormation',
    path: file.path,
    line: lineIn(file, resource.idNode),
    id: logicalId,
    alsoKnownAs: [],
    name: named === undefined ? [undefined, `-${logicalId}-`, undefined] : namePartsOf(file, named),
    isNamed: named !== undefined,
    ...(named === undefined ? { generatedFrom: logicalId } : {}),
    ...(handler === undefined ? {} : { handler }),
    memorySize: settingOf(sources, file, resource, globals, MEMORY_SIZE),
    architecture: settingOf(sources, file, resource, globals, ARCHITECTURE),
    caveats: [],
  };
}

interface Property {
  readonly key: string;
  readonly byDefault: string;
  /** The value within what is written: the only one of a list. */
  readonly within: (file: YamlFile, node: Node | undefined) => Node | undefined;
  readonly written: (value: string) => string;
}

const MEMORY_SIZE: Property = {
  key: 'MemorySize',
  byDefault: DEFAULT_MEMORY_SIZE,
  within: (_, node) => node,
  written: (value) => value,
};
const ARCHITECTURE: Property = {
  key: 'Architectures',
  byDefault: DEFAULT_ARCHITECTURE,
  within: (file, node) => (isSeq(node) && node.tag?.startsWith('!') !== true ? itemsOf(file, node)[0] : node),
  written: (value) => `[${value}]`,
};

function settingOf(
  sources: Sources,
  file: YamlFile,
  resource: Resource,
  globals: Node | undefined,
  property: Property,
): Setting {
  const { key, byDefault, within } = property;
  const [own, shared] = [valueAt(file, resource.properties, [key]), valueAt(file, globals, [key])];
  const inner = within(file, own ?? shared);
  const name = own === undefined ? `Globals.Function.${key}` : `${resource.logicalId}.${key}`;
  const places: Places = placesOf(sources, file, inner, name);
  return { ...places, byDefault, write: (value) => writeOwn(file, resource, property, value) };
}

/** Where the function has a value of its own it is replaced, else one is added to its properties. */
function writeOwn(
  file: YamlFile,
  resource: Resource,
  { key, within, written }: Property,
  value: string,
): Edit | undefined {
  const { properties } = resource;
  const pair = isMap(properties) ? properties.items.find((it) => pairOf(file, properties, key) === it) : undefined;
  if (pair !== undefined) {
    const inner = within(file, pair.value as Node);
    return inner === undefined ? undefined : replaced(file, inner, value);
  }
  const entry: Entry = { key, value: written(value) };
  return properties === undefined ? withProperties(file, resource, entry) : putInMap(file, properties, entry);
}

/** The whole expression, its tag too, by a plain value. */
function replaced(file: YamlFile, node: Node, value: string): Edit | undefined {
  const { tag } = node as { tag?: string };
  const end = endOf(node);
  const start = tag?.startsWith('!') === true ? file.text.lastIndexOf(tag, startOf(node)) : startOf(node);
  // A block of YAML ends where the next key begins; a bracket closes by itself.
  const isClosed = /[}\]]/.test(file.text[end - 1] ?? '');
  if (start === -1 || (!isClosed && file.text.slice(start, end).includes('\n'))) return undefined;
  return {
    path: file.path,
    start,
    end,
    text: file.path.endsWith('.json') && Number.isNaN(Number(value)) ? `"${value}"` : value,
  };
}

/** A function whose every property stands in `Globals`. */
function withProperties(file: YamlFile, { node, idNode }: Resource, { key, value }: Entry): Edit | undefined {
  const type = pairOf(file, node, 'Type');
  if (type === undefined || !isMap(node) || node.flow === true) return undefined;
  const line = (offset: number) => file.text.slice(file.text.lastIndexOf('\n', offset - 1) + 1, offset);
  const [outer, indent] = [line(startOf(idNode)), line(startOf(type.key as Node))];
  if (!/^ *$/.test(indent) || !indent.startsWith(outer)) return undefined;
  const end = endOf(type.value as Node);
  const start = end + (/\r?\n|$/.exec(file.text.slice(end))?.index ?? 0);
  const newLine = lineEndOf(file.text);
  const step = indent.slice(outer.length);
  return {
    path: file.path,
    start,
    end: start,
    text: `${newLine}${indent}Properties:${newLine}${indent}${step}${key}: ${value}`,
  };
}
