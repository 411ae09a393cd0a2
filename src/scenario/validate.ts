import type { z } from 'zod';
import { didYouMean } from '../spelling/index.js';
import { scenarioJsonSchema } from './json-schema.js';
import type { ProblemList } from './problem-list.js';
import type { FieldPath } from './problems.js';
import { isRetired } from './runtimes.js';
import { type ScenarioFile, scenarioSchema } from './schema.js';

type Issue = z.core.$ZodIssue;

/** Of a list where a map should be, of a map where a word should be, and the like. */
const WRONG_FORM: readonly Issue['code'][] = ['invalid_type', 'invalid_value'];

const isRecord = (value: unknown): value is Record<string | number, unknown> =>
  typeof value === 'object' && value !== null;

const valueAt = (value: unknown, path: FieldPath): unknown =>
  path.reduce<unknown>((inside, key) => (isRecord(inside) ? inside[key] : undefined), value);

/** Fields that are written in more than one way: which one was meant, their value shows. */
const OF_SEVERAL_FORMS = ['load', 'via', 'memorySizes'];

/** A union says that no form of it fits; the user wants to know what is wrong with the one that was meant. */
function issuesOf(error: z.ZodError | undefined, value: unknown): readonly Issue[] {
  return (error?.issues ?? []).flatMap((issue) => {
    const inside = valueAt(value, pathOf(issue));
    if (issue.code !== 'invalid_union' || !isRecord(inside)) return [issue];
    if (issue.path.length !== 1 || !OF_SEVERAL_FORMS.includes(String(issue.path[0]))) return [issue];
    const meant = issue.errors.find((branch) =>
      branch.every((it) => it.path.length > 0 || !WRONG_FORM.includes(it.code)),
    );
    return meant?.map((it): Issue => ({ ...it, path: [...issue.path, ...it.path] })) ?? [issue];
  });
}

const pathOf = (issue: Issue): FieldPath => issue.path.filter((key) => typeof key !== 'symbol');

/** A value as a problem shows it. */
export function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  const json = JSON.stringify(value) ?? String(value);
  return json.length <= 60 ? json : `${json.slice(0, 57)}...`;
}

/** Of a schema of several forms the list or the map. */
function formOf(node: unknown, isList: boolean): Record<string | number, unknown> {
  if (!isRecord(node)) return {};
  const forms = Array.isArray(node.anyOf) ? node.anyOf.filter(isRecord) : [node];
  return forms.find((it) => (isList ? 'items' : 'properties') in it) ?? node;
}

/** The keys that the published schema has at a place: what a hint can offer. */
function knownKeys(path: FieldPath): string[] {
  let node: unknown = scenarioJsonSchema();
  for (const key of path) {
    const { properties, items, additionalProperties } = formOf(node, typeof key === 'number');
    const named = isRecord(properties) ? properties[key] : undefined;
    node = typeof key === 'number' ? items : (named ?? additionalProperties);
  }
  const { properties } = formOf(node, false);
  return isRecord(properties) ? Object.keys(properties) : [];
}

function hintFor(path: FieldPath, value: unknown, issue: Issue): string | undefined {
  if (typeof value !== 'string') return undefined;
  if (path.at(-1) === 'runtime' && isRetired(value))
    return `${value} is deprecated: AWS makes no new functions with it`;
  return issue.code === 'invalid_value' ? didYouMean(value, issue.values.map(String)) : undefined;
}

function addIssue(problems: ProblemList, value: unknown, issue: Issue): void {
  const path = pathOf(issue);
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(path);
    for (const key of issue.keys) {
      const expected = known.length === 0 ? issue.message : `expected one of ${known.join(', ')}`;
      problems.add([...path, key], `unknown key; ${expected}`, didYouMean(key, known));
    }
    return;
  }
  const wrong = issue.code === 'invalid_key' ? 'a name that does not fit' : `got ${show(valueAt(value, path))}`;
  problems.add(path, `${wrong}; expected ${issue.message}`, hintFor(path, valueAt(value, path), issue));
}

/** Lists of maps, of which a faulty item stands as an empty one, so that its neighbours keep their numbers. */
const LISTS: readonly unknown[] = ['payloads', 'load'];

/** Takes a field out. */
function withoutField(root: unknown, path: FieldPath): void {
  const key = path.at(-1);
  const parent = valueAt(root, path.slice(0, -1));
  if (key === undefined || !isRecord(parent)) return;
  if (!Array.isArray(parent)) delete parent[key];
  else if (LISTS.includes(path.at(-2))) parent[Number(key)] = {};
  else withoutField(root, path.slice(0, -1));
}

/** The fields that an issue is about; what holds the field, when that is not there to be taken out. */
function faultyFields(root: unknown, issue: Issue): readonly FieldPath[] {
  const path = pathOf(issue);
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => [...path, key]);
  return [valueAt(root, path) === undefined ? path.slice(0, -1) : path];
}

/**
 * Checks the form of a file and reports every fault. What is left without the faulty fields comes back, so that the
 * caller can look for problems in the rest (is the handler there? is the payload JSON?) before any is thrown.
 */
export function validate(value: unknown, problems: ProblemList): ScenarioFile | undefined {
  let parsed = scenarioSchema.safeParse(value);
  for (const issue of issuesOf(parsed.error, value)) addIssue(problems, value, issue);
  const rest = structuredClone(value);
  while (!parsed.success) {
    const faulty = issuesOf(parsed.error, rest).flatMap((issue) => faultyFields(rest, issue));
    if (faulty.some((path) => path.length === 0)) return undefined;
    for (const path of faulty) withoutField(rest, path);
    parsed = scenarioSchema.safeParse(rest);
  }
  return parsed.data;
}
