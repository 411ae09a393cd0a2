import { type Api, type Model, type Shape, shapeOf } from './model.js';
import { modelOf } from './models.js';
import { lowerFirst, number, printed } from './printed.js';

/** One violated constraint, in AWS's words: `Value '9' at 'timeout' failed to satisfy constraint: …`. */
type Violation = string;

/** Members that AWS refuses with an error and words of the operation's own. */
const LEFT_TO_THE_OPERATION: Readonly<Record<string, readonly string[]>> = {
  CreateFunctionRequest: ['Runtime'],
  UpdateFunctionConfigurationRequest: ['Runtime'],
};

/**
 * Checks an input against every constraint of AWS's model: required members, lengths, ranges, patterns and sets of
 * values, at any depth. @returns AWS's message when something is violated, all violations in it.
 */
export function violationsOf(api: Api, shapeName: string | undefined, input: object): string | undefined {
  const found = new Checker(modelOf(api)).structure(shapeName, input, '');
  if (found.length === 0) return undefined;
  const noun = found.length === 1 ? 'validation error' : 'validation errors';
  return `${found.length} ${noun} detected: ${found.join('; ')}`;
}

class Checker {
  readonly #model: Model;

  constructor(model: Model) {
    this.#model = model;
  }

  structure(shapeName: string | undefined, value: object, path: string): Violation[] {
    const { members = {}, required = [] } = shapeOf(this.#model, shapeName);
    const given = value as Readonly<Record<string, unknown>>;
    const left = LEFT_TO_THE_OPERATION[shapeName ?? ''] ?? [];
    return Object.entries(members).flatMap(([name, { shape }]) => {
      if (left.includes(name)) return [];
      const at = path === '' ? lowerFirst(name) : `${path}.${lowerFirst(name)}`;
      const member = given[name];
      if (member !== undefined && member !== null) return this.value(shape, member, at);
      return required.includes(name) ? [violation('null', at, 'Member must not be null')] : [];
    });
  }

  value(shapeName: string, value: unknown, path: string): Violation[] {
    const shape = this.#shape(shapeName);
    if (shape.type === 'structure') return this.structure(shapeName, value as object, path);
    const broken = brokenRules(shape, value);
    const shown = broken.length === 0 || shape.sensitive === true ? '' : this.#shown(shapeName, value);
    const own = broken.map((rule) => violation(shown, path, rule));
    if (shape.type === 'list') return [...own, ...this.#list(shapeName, value as unknown[], path)];
    if (shape.type === 'map') return [...own, ...this.#map(shapeName, value as object, path)];
    return own;
  }

  /** A list of plain values is judged as a whole, and AWS names all rules of a member, those that hold too. */
  #list(shapeName: string, values: readonly unknown[], path: string): Violation[] {
    const memberName = this.#shape(shapeName).member ?? '';
    const member = this.#shape(memberName);
    if (member.type === 'structure') {
      return values.flatMap((it, index) => this.structure(memberName, it as object, `${path}.${index + 1}.member`));
    }
    if (values.every((it) => it !== null && brokenRules(member, it).length === 0)) return [];
    const shown = member.sensitive === true ? '' : this.#shown(shapeName, values);
    return [violation(shown, path, rulesOfMembers(member))];
  }

  #map(shapeName: string, map: object, path: string): Violation[] {
    const shape = this.#shape(shapeName);
    const [key, value] = [this.#shape(shape.key ?? ''), this.#shape(shape.value ?? '')];
    const keys = Object.keys(map).every((it) => brokenRules(key, it).length === 0);
    const values = Object.values(map).every((it) => value.type === 'structure' || brokenRules(value, it).length === 0);
    if (keys && values) return [];
    const shown = shape.sensitive === true || key.sensitive === true ? '' : this.#shown(shapeName, map);
    return [
      ...(keys ? [] : [violation(shown, path, `Map keys must satisfy constraint: [${ofMap(key)}]`)]),
      ...(values ? [] : [violation(shown, path, `Map value must satisfy constraint: [${ofMap(value)}]`)]),
    ];
  }

  #shown(shapeName: string, value: unknown): string {
    return `'${printed(this.#model, shapeName, value)}'`;
  }

  #shape(name: string): Shape {
    return shapeOf(this.#model, name);
  }
}

const ofMap = (shape: Shape): string => textsOf(shape).join(', ');

const textsOf = (shape: Shape): string[] => [
  ...rulesOf(shape).map(({ text }) => text),
  ...(shape.neverNull === true ? ['Member must not be null'] : []),
];

/** One rule stands as it is, several in brackets. */
function rulesOfMembers(member: Shape): string {
  const texts = textsOf({ ...member, ...(member.enumInLists === undefined ? {} : { enum: member.enumInLists }) });
  return texts.length === 1 ? `${texts[0]}` : `Member must satisfy constraint: [${texts.join(', ')}]`;
}

/** @param shown the value as AWS prints it; empty for one that it keeps to itself. */
const violation = (shown: string, path: string, rule: string): Violation =>
  `Value${shown === '' ? '' : ` ${shown}`} at '${path}' failed to satisfy constraint: ${rule}`;

interface Rule {
  readonly text: string;
  readonly holds: (value: unknown) => boolean;
}

const brokenRules = (shape: Shape, value: unknown): string[] =>
  rulesOf(shape)
    .filter(({ holds }) => !holds(value))
    .map(({ text }) => text);

const rules = new WeakMap<Shape, readonly Rule[]>();

function rulesOf(shape: Shape): readonly Rule[] {
  const known = rules.get(shape) ?? makeRules(shape);
  rules.set(shape, known);
  return known;
}

/** The largest before the least, then the pattern, then the set: the order in which recorded answers name them. */
function makeRules(shape: Shape): Rule[] {
  const { max, min, pattern, enum: values } = shape;
  const what = isNumber(shape) ? 'value' : 'length';
  return [
    ...(max === undefined ? [] : [atMost(`${what} less than or equal to ${number(shape, max)}`, max)]),
    ...(min === undefined ? [] : [atLeast(`${what} greater than or equal to ${number(shape, min)}`, min)]),
    ...(pattern === undefined ? [] : [matching(pattern)]),
    ...(values === undefined ? [] : [among(values)]),
  ];
}

const isNumber = ({ type }: Shape): boolean => type === 'integer' || type === 'long' || type === 'double';

const atMost = (what: string, most: number): Rule => ({
  text: `Member must have ${what}`,
  holds: (value) => sizeOf(value) <= most,
});

const atLeast = (what: string, least: number): Rule => ({
  text: `Member must have ${what}`,
  holds: (value) => sizeOf(value) >= least,
});

const matching = (pattern: string): Rule => ({
  text: `Member must satisfy regular expression pattern: ${pattern}`,
  holds: (value) => compiled(pattern).test(String(value)),
});

const among = (values: readonly string[]): Rule => ({
  text: `Member must satisfy enum value set: [${values.join(', ')}]`,
  holds: (value) => values.includes(String(value)),
});

function sizeOf(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'string' || Array.isArray(value) || value instanceof Uint8Array) return value.length;
  return Object.keys(value as object).length;
}

const patterns = new Map<string, RegExp>();

/** AWS's patterns have to match the whole text. Some are for Unicode, some are not valid with that flag. */
function compiled(pattern: string): RegExp {
  const known = patterns.get(pattern);
  if (known !== undefined) return known;
  const whole = `^(?:${pattern})$`;
  const made = /\\p\{/.test(pattern) ? new RegExp(whole, 'u') : new RegExp(whole);
  patterns.set(pattern, made);
  return made;
}
