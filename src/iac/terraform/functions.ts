import type { DeclaredFunction, Leaf, Setting } from '../declared-function.js';
import { type Edit, lineOf, type Note, type SourceFile } from '../source-file.js';
import { follow, isDefault } from './follow.js';
import { attributeOf, type Expression } from './hcl/syntax.js';
import { type Instance, instancesIn } from './instances.js';
import { type In, isGivenIn, modulesIn, valueIn } from './modules.js';
import { likelyNames, namePartsOf } from './name-of.js';
import { putInBlock } from './put-in-block.js';
import type { Located, Scope } from './scope.js';

/** What the provider and terraform-aws-modules/lambda take where nothing is written (their documentation, read 2026-11). */
const BY_DEFAULT: Readonly<Record<Key, string>> = { memory_size: '128', architectures: 'x86_64' };
type Key = 'memory_size' | 'architectures';

/** The functions of every Terraform configuration among the files. */
export function terraformFunctions(files: readonly SourceFile[]): {
  declared: DeclaredFunction[];
  notes: readonly Note[];
} {
  const modules = modulesIn(files);
  const instances = instancesIn(modules);
  return { declared: instances.map((it) => declaredFrom(it, instances)), notes: modules.notes };
}

function declaredFrom(instance: Instance, all: readonly Instance[]): DeclaredFunction {
  const { block, address } = instance;
  const named = locatedIn(instance, 'function_name');
  const handler = handlerOf(instance);
  const setting = (key: Key) => settingOf(instance, all, key);
  return {
    tool: 'Terraform',
    path: block.file.path,
    line: lineOf(block.file.text, block.is.start),
    calledIn: callersOf(instance.scope),
    id: address,
    alsoKnownAs: otherNames(address, block.is.labels),
    name: named === undefined ? [undefined] : namePartsOf(named),
    likelyNames: named === undefined ? [] : likelyNames(named),
    isNamed: true,
    ...(handler === undefined ? {} : { handler }),
    memorySize: setting('memory_size'),
    architecture: setting('architectures'),
    caveats: ignoredChanges(instance),
  };
}

/** Without the module, its last name, and, where a module makes one function, the module's. */
function otherNames(address: string, labels: readonly string[]): string[] {
  const module = /^(module\..*?)\.aws_lambda_function\./.exec(address)?.[1];
  const withoutKey = address.replace(/\[[^\]]*\]$/, '');
  return [withoutKey, labels.join('.'), labels.at(-1) ?? '', ...(module === undefined ? [] : [module])];
}

const callersOf = ({ call }: Scope): string[] =>
  call === undefined ? [] : [call.block.file.path, ...callersOf(call.from)];

function locatedIn({ block, scope, address }: Instance, name: string): Located | undefined {
  const value = valueIn(block, name);
  return value === undefined ? undefined : { ...value, scope, name: `${name} of ${address}` };
}

function handlerOf(instance: Instance): string | undefined {
  const handler = locatedIn(instance, 'handler');
  const [only] = handler === undefined ? [] : follow(handler).ends;
  return only?.is.kind === 'literal' ? only.is.text : undefined;
}

function settingOf(instance: Instance, all: readonly Instance[], key: Key): Setting {
  const own = locatedIn(instance, key);
  const { ends, unseen } = own === undefined ? { ends: [], unseen: [] } : follow(own);
  const values = ends.flatMap((end) => (end.is.kind === 'tuple' ? inList(end, end.is.items) : [end]));
  const seen = values.flatMap((it) => leafAt(it) ?? []);
  const isNull = values.length > 0 && values.every(({ is }) => is.kind === 'literal' && is.text === 'null');
  const odd = values.length > 0 && seen.length === 0 && !isNull ? ['a value that is not followed'] : [];
  return {
    leaves: seen,
    unseen: [...unseen, ...odd],
    byDefault: BY_DEFAULT[key],
    write: (value) => writeOwn(instance, all, key, value),
  };
}

const inList = (list: Located, [first]: readonly Expression[]): Located[] =>
  first === undefined ? [] : [{ ...list, is: first }];

function leafAt({ file, is, name, scope }: Located): Leaf | undefined {
  if (is.kind !== 'literal' || is.text === 'null') return undefined;
  const quote = is.isQuoted ? 1 : 0;
  const [start, end] = [is.start + quote, is.end - quote];
  if (file.text.slice(start, end) !== is.text) return undefined;
  const isGiven = isGivenIn(file.path) && scope.call === undefined;
  return {
    path: file.path,
    start,
    end,
    value: is.text,
    name,
    ...(isGiven ? { wins: true as const } : {}),
    ...caveatsOf(name, scope),
  };
}

/** Kelvin sees the calls of these files alone. */
const caveatsOf = (name: string, { call }: Scope): Pick<Leaf, 'caveats'> =>
  call !== undefined && isDefault(name)
    ? { caveats: ['callers of this module in other repositories take it, too'] }
    : {};

/** For this function alone: in its own block, or in the call of the module that hands the value on. */
function writeOwn(instance: Instance, all: readonly Instance[], key: Key, value: string): Edit | undefined {
  const text = key === 'memory_size' ? value : `["${value}"]`;
  const { block, scope } = instance;
  const isAlone = all.filter((it) => it.block.is === block.is && it.block.file === block.file).length === 1;
  if (isAlone) return put(block, key, text);
  const { call } = scope;
  const handedOn = valueIn(block, key)?.is;
  if (call === undefined || handedOn?.kind !== 'traversal' || handedOn.root !== 'var' || handedOn.steps.length !== 1)
    return undefined;
  const callers = all.filter((it) => it.scope.call?.block.is === call.block.is && it.block.is === block.is);
  const [variable] = handedOn.steps;
  return callers.length === 1 && typeof variable === 'string' ? put(call.block, variable, text) : undefined;
}

function put(block: Instance['block'], name: string, text: string): Edit | undefined {
  const own = attributeOf(block.is.body, name)?.value;
  if (own === undefined) return putInBlock(block, name, text);
  return { path: block.file.path, start: own.start, end: own.end, text };
}

/** With `ignore_changes` Terraform would leave the function as it is. */
function ignoredChanges({ block }: { block: In<Instance['block']['is']> }): string[] {
  const lifecycle = block.is.body.blocks.find(({ type }) => type === 'lifecycle');
  const ignored = lifecycle === undefined ? undefined : attributeOf(lifecycle.body, 'ignore_changes')?.value;
  if (ignored === undefined) return [];
  const text = block.file.text.slice(ignored.start, ignored.end);
  return /\b(all|memory_size)\b/.test(text)
    ? ['its lifecycle ignores changes of memory_size: Terraform will not deploy this one']
    : [];
}
