import { type Model, type Shape, shapeOf } from './model.js';

/** Java tells a double from an integer. */
export const number = (shape: Shape, value: unknown): string =>
  shape.type === 'double' && Number.isInteger(value) ? `${value}.0` : String(value);

/**
 * A value as Java prints it in messages: `[a, b]`, `{key=value}`, and a structure with all members that the model has
 * (`OnSuccess(destination=null)` stands so in a recorded answer of PutFunctionEventInvokeConfig, 2025-11).
 */
export function printed(model: Model, shapeName: string, value: unknown): string {
  if (value === undefined || value === null) return 'null';
  if (value instanceof Uint8Array) return 'java.nio.HeapByteBuffer';
  const shape = shapeOf(model, shapeName);
  switch (shape.type) {
    case 'list':
      return `[${(value as unknown[]).map((it) => printed(model, shape.member ?? '', it)).join(', ')}]`;
    case 'map': {
      const entries = Object.entries(value).map(([key, it]) => `${key}=${printed(model, shape.value ?? '', it)}`);
      return `{${entries.join(', ')}}`;
    }
    case 'structure':
      return `${shapeName}(${membersOf(model, shape, value as Readonly<Record<string, unknown>>)})`;
    default:
      return number(shape, value);
  }
}

function membersOf(model: Model, { members = {} }: Shape, value: Readonly<Record<string, unknown>>): string {
  const shown = Object.entries(members).map(
    ([name, member]) => `${lowerFirst(name)}=${printed(model, member.shape, value[name])}`,
  );
  return shown.join(', ');
}

export const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
