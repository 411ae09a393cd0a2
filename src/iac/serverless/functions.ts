import { isMap, type Node } from 'yaml';
import type { DeclaredFunction, NameParts, Setting } from '../declared-function.js';
import { type Edit, folderOf, joined, type SourceFile } from '../source-file.js';
import { putInMap } from '../yaml/put-in.js';
import {
  endOf,
  entriesOf,
  itemsOf,
  lineIn,
  pairOf,
  readYamlFile,
  startOf,
  textOf,
  valueAt,
  type YamlFile,
} from '../yaml/yaml-file.js';
import { fileNamed, placesOf, type Service } from './places-of.js';
import { closingOf, variableIn } from './variables.js';

/**
 * What the framework takes where nothing is written (Serverless Framework, "AWS Lambda Functions" and
 * docs/providers/aws/guide/serverless.yml.md of 3.x: memorySize 1024, architecture x86_64; read 2026-11).
 */
const BY_DEFAULT = { memorySize: '1024', architecture: 'x86_64' } as const;
type Key = keyof typeof BY_DEFAULT;

/** The functions of every `serverless.yml` among the files. */
export function serverlessFunctions(files: readonly SourceFile[]): DeclaredFunction[] {
  const services = files.filter(mayBeService);
  if (services.length === 0) return [];
  const others = files.filter(({ path }) => /\.(ya?ml|json)$/.test(path));
  return services.flatMap((it) => {
    const file = readYamlFile(it);
    if (file === undefined || valueAt(file, file.document.contents, ['provider']) === undefined) return [];
    const service = { file, others: namedFiles(it, others) };
    return functionMaps(service).flatMap(({ of, map }) =>
      entriesOf(of, map).flatMap(({ key, keyNode, value }) =>
        isMap(value) ? [declaredFrom(service, of, key, keyNode, value)] : [],
      ),
    );
  });
}

const mayBeService = ({ path, text }: SourceFile): boolean =>
  /\.(ya?ml|json)$/.test(path) && /^["'\s]*service\b/m.test(text) && /^["'\s]*(functions|provider)\b/m.test(text);

/** Only files that the service names are read: a folder may hold thousands. */
function namedFiles(service: SourceFile, all: readonly SourceFile[]): YamlFile[] {
  const reached = new Map<string, SourceFile>();
  const reach = ({ text }: SourceFile): void => {
    for (const [, name = ''] of text.matchAll(/file\(([^)]*)\)/g)) {
      const pattern = fileNamed(folderOf(service.path), name);
      for (const file of all.filter(({ path }) => pattern.test(path) && !reached.has(path))) {
        reached.set(file.path, file);
        reach(file);
      }
    }
  };
  reach(service);
  return [...reached.values()].flatMap((it) => readYamlFile(it) ?? []);
}

/** `functions` is a map, a list of maps, or comes out of other files. */
function functionMaps({ file, others }: Service): { of: YamlFile; map: Node }[] {
  const node = valueAt(file, file.document.contents, ['functions']);
  const parts = isMap(node) ? [node] : [node, ...itemsOf(file, node)];
  return parts.flatMap((part) => {
    if (isMap(part)) return [{ of: file, map: part }];
    const [named] = variableIn(textOf(part) ?? '')?.alternatives ?? [];
    if (named?.kind !== 'source' || named.file === undefined) return [];
    const path = joined(folderOf(file.path), named.file.trim());
    const of = others.find((it) => it.path === path);
    const map =
      of === undefined ? undefined : valueAt(of, of.document.contents, named.path === '' ? [] : named.path.split('.'));
    return of === undefined || map === undefined ? [] : [{ of, map }];
  });
}

function declaredFrom(service: Service, of: YamlFile, key: string, keyNode: Node, map: Node): DeclaredFunction {
  const { file } = service;
  const named = textOf(valueAt(of, map, ['name']));
  const handler = textOf(valueAt(of, map, ['handler']));
  const setting = (what: Key): Setting => settingOf(service, of, key, map, what);
  return {
    tool: 'Serverless Framework',
    path: of.path,
    line: lineIn(of, keyNode),
    id: `functions.${key}`,
    alsoKnownAs: [key],
    // The framework's own rule: getLambdaFunctionName… `${service}-${stage}-${key}` (docs, `functions.NAME.name`).
    name: named === undefined ? [...partsOf(serviceName(file)), '-', undefined, `-${key}`] : partsOf(named),
    isNamed: named !== undefined,
    ...(handler === undefined ? {} : { handler }),
    memorySize: setting('memorySize'),
    architecture: setting('architecture'),
    caveats: [],
  };
}

/** Before version 3 it could stand in a map. */
const serviceName = (file: YamlFile): string | undefined =>
  textOf(valueAt(file, file.document.contents, ['service'])) ??
  textOf(valueAt(file, file.document.contents, ['service', 'name']));

/** A variable's value is given at deploy; what is around it is known. */
function partsOf(text: string | undefined): NameParts {
  if (text === undefined) return [undefined];
  const open = text.indexOf('${');
  const close = open === -1 ? -1 : closingOf(text, open);
  if (close === -1) return text === '' ? [] : [text];
  return [...(open === 0 ? [] : [text.slice(0, open)]), undefined, ...partsOf(text.slice(close + 1))];
}

function settingOf(service: Service, of: YamlFile, key: string, map: Node, what: Key): Setting {
  const own = valueAt(of, map, [what]);
  const provider = valueAt(service.file, service.file.document.contents, ['provider', what]);
  const places =
    own === undefined
      ? placesOf(service, service.file, provider, `provider.${what}`)
      : placesOf(service, of, own, `functions.${key}.${what}`);
  // What an anchor gives is taken by others, too: a key of the function's own wins over it.
  const isItsOwn = own !== undefined && isMap(map) && map.items.some((it) => it === pairOf(of, map, what));
  const write = (value: string): Edit | undefined =>
    isItsOwn
      ? { path: of.path, start: startOf(own), end: endOf(own), text: value }
      : putInMap(of, map, { key: what, value });
  return { ...places, byDefault: BY_DEFAULT[what], write };
}
