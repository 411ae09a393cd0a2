export type Api = 'lambda' | 'logs';

/**
 * AWS's own model of an API: where each operation is found, what its input and output look like, and every constraint.
 * `lambda.json` and `logs.json` are derived from AWS's files by `test/emulator/api/derive-model.ts`; nothing in them is
 * written by hand, and what AWS says differently in its answers is in `corrections.ts`.
 */
export interface Model {
  readonly operations: Readonly<Record<string, OperationModel>>;
  readonly shapes: Readonly<Record<string, Shape>>;
}

export interface OperationModel {
  readonly method: string;
  /** `/2015-03-31/functions/{FunctionName}/code`, sometimes with a fixed query such as `?List=ALL`. */
  readonly uri: string;
  /** Of an answer that is no error, unless the output has a status code of its own. */
  readonly status: number;
  readonly input?: string;
  readonly output?: string;
}

export interface Shape {
  readonly type:
    | 'structure'
    | 'list'
    | 'map'
    | 'string'
    | 'integer'
    | 'long'
    | 'double'
    | 'boolean'
    | 'timestamp'
    | 'blob';
  readonly required?: readonly string[];
  /** Of a string or blob its length, of a list or map its size, of a number its value. */
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  /** Another set that is named where the shape is the member of a list and a value is in neither (a correction). */
  readonly enumInLists?: readonly string[];
  /** AWS names among a list's constraints that no member is null (a correction). */
  readonly neverNull?: boolean;
  /** The member that is the whole body. */
  readonly payload?: string;
  /** Never to be repeated in a message. */
  readonly sensitive?: boolean;
  readonly eventstream?: boolean;
  readonly members?: Readonly<Record<string, Member>>;
  readonly member?: string;
  readonly key?: string;
  readonly value?: string;
  /** The status code of the answer, of shapes that are errors. */
  readonly exceptionStatus?: number;
}

export interface Member {
  readonly shape: string;
  readonly location?: 'uri' | 'querystring' | 'header' | 'headers' | 'statusCode';
  readonly locationName?: string;
  /** The member that is the whole of an event's payload. */
  readonly eventpayload?: true;
}

const NOTHING: Shape = { type: 'structure' };

/** An operation without an input or output has an empty one. */
export const shapeOf = (model: Model, name: string | undefined): Shape =>
  name === undefined ? NOTHING : (model.shapes[name] ?? NOTHING);
