import type { IncomingHttpHeaders } from 'node:http';
import { ServiceError } from '../service-error.js';
import { type Api, type Member, type OperationModel, type Shape, shapeOf } from './model.js';
import { modelOf } from './models.js';

/** What of an HTTP request the model binds to members. */
export interface BoundRequest {
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/**
 * Makes an operation's input of a request, as the model binds it: members from the path, the query, headers and the JSON
 * body, each of its type. Members that the model does not know are dropped, as AWS does; null is the same as nothing.
 *
 * @throws ServiceError SerializationException for a body that is no JSON or a member of another type.
 */
export function readInput(api: Api, operation: OperationModel, request: BoundRequest): Record<string, unknown> {
  const shape = shapeOf(modelOf(api), operation.input);
  const reader = new Reader(api);
  const body = bodyOf(shape, request.body);
  const input: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(shape.members ?? {})) {
    const value =
      member.location === undefined
        ? reader.fromBody(shape, name, member, body, request.body)
        : reader.fromText(member, textsOf(member, request));
    if (value !== undefined && value !== null) input[name] = value;
  }
  return input;
}

function bodyOf({ payload, members = {} }: Shape, body: Buffer): Readonly<Record<string, unknown>> {
  const wanted = payload === undefined && Object.values(members).some(({ location }) => location === undefined);
  if (!wanted || body.length === 0) return {};
  let parsed: unknown;
  try {
    parsed = JSON.parse(body.toString());
  } catch {
    throw new ServiceError('SerializationException', 400, 'Could not parse request body into json.');
  }
  if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return { ...parsed };
  throw new ServiceError('SerializationException', 400, 'Start of structure or map found where not expected.');
}

function textsOf({ location, locationName = '' }: Member, request: BoundRequest): readonly string[] {
  switch (location) {
    case 'uri': {
      const text = request.parameters[locationName];
      return text === undefined ? [] : [text];
    }
    case 'querystring':
      return request.query.getAll(locationName);
    case 'header': {
      const text = request.headers[locationName.toLowerCase()];
      return text === undefined ? [] : [text].flat();
    }
    default:
      return [];
  }
}

class Reader {
  readonly #api: Api;

  constructor(api: Api) {
    this.#api = api;
  }

  fromBody(
    { payload }: Shape,
    name: string,
    member: Member,
    body: Readonly<Record<string, unknown>>,
    raw: Buffer,
  ): unknown {
    if (payload === name) return raw;
    return payload === undefined ? this.#value(member.shape, body[member.locationName ?? name]) : undefined;
  }

  /** In paths, queries and headers everything is text. */
  fromText(member: Member, texts: readonly string[]): unknown {
    const shape = shapeOf(modelOf(this.#api), member.shape);
    const [text] = texts;
    if (shape.type === 'list') return texts.length === 0 ? undefined : texts;
    if (text === undefined) return undefined;
    switch (shape.type) {
      case 'integer':
      case 'long':
      case 'double':
        return numberOf(text);
      case 'boolean':
        return text === 'true';
      case 'timestamp':
        return new Date(text);
      default:
        return text;
    }
  }

  #value(shapeName: string, value: unknown): unknown {
    if (value === undefined || value === null) return undefined;
    const shape = shapeOf(modelOf(this.#api), shapeName);
    switch (shape.type) {
      case 'structure':
        return this.#structure(shape, value);
      case 'list':
        if (!Array.isArray(value)) throw unexpected('Expected list or null');
        return value.map((it) => this.#value(shape.member ?? '', it) ?? null);
      case 'map':
        return this.#map(shape, value);
      case 'blob':
        return blobOf(value);
      case 'timestamp':
        return dateOf(value);
      default:
        return scalar(shape, value);
    }
  }

  #structure({ members = {} }: Shape, value: unknown): Record<string, unknown> {
    if (!isObject(value)) throw unexpected('Start of structure or map found where not expected.');
    const read: Record<string, unknown> = {};
    for (const [name, member] of Object.entries(members)) {
      const it = this.#value(member.shape, value[member.locationName ?? name]);
      if (it !== undefined) read[name] = it;
    }
    return read;
  }

  #map(shape: Shape, value: unknown): Record<string, unknown> {
    if (!isObject(value)) throw unexpected('Expected map or null');
    const entries = Object.entries(value).map(([key, it]) => [key, this.#value(shape.value ?? '', it)] as const);
    return Object.fromEntries(entries.filter(([, it]) => it !== undefined));
  }
}

/** Coral's names of what JSON can hold. */
function kindOf(value: unknown): string {
  if (typeof value === 'string') return 'STRING_VALUE';
  if (typeof value === 'boolean') return value ? 'TRUE_VALUE' : 'FALSE_VALUE';
  return Number.isInteger(value) ? 'NUMBER_VALUE' : 'DECIMAL_VALUE';
}

const TYPE_NAMES: Readonly<Record<string, string>> = { integer: 'Integer', long: 'Long', double: 'Double' };

function scalar({ type }: Shape, value: unknown): unknown {
  if (typeof value === 'object') throw unexpected('Start of structure or map found where not expected.');
  if (type === 'boolean' && typeof value !== 'boolean') throw cannotBecome(value, 'Boolean');
  if (type === 'string' && typeof value !== 'string') throw cannotBecome(value, 'String');
  const number = TYPE_NAMES[type];
  if (number === undefined) return value;
  if (typeof value !== 'number') throw cannotBecome(value, number);
  // Coral cuts a decimal off where a whole number is wanted.
  return type === 'double' ? value : Math.trunc(value);
}

function numberOf(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value)) return value;
  throw new ServiceError('SerializationException', 400, `NumberFormatException: For input string: "${text}"`);
}

function blobOf(value: unknown): Buffer {
  if (typeof value !== 'string') throw cannotBecome(value, 'Blob');
  return Buffer.from(value, 'base64');
}

/** Seconds since the epoch in JSON, an ISO date in some clients. */
function dateOf(value: unknown): Date {
  const date = new Date(typeof value === 'number' ? value * 1000 : String(value));
  if (Number.isNaN(date.getTime())) throw cannotBecome(value, 'Timestamp');
  return date;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const unexpected = (message: string): ServiceError => new ServiceError('SerializationException', 400, message);
const cannotBecome = (value: unknown, type: string): ServiceError =>
  unexpected(`${kindOf(value)} can not be converted to ${type === 'Integer' ? 'an' : 'a'} ${type}`);
