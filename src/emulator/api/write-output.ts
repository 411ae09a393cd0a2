import { EVENT_STREAM_TYPE, eventMessage, exceptionMessage } from '../http/event-stream.js';
import { ServiceError, serviceException } from '../service-error.js';
import { type Api, type Member, type OperationModel, type Shape, shapeOf } from './model.js';
import { modelOf } from './models.js';

/** An output as it goes over the wire. */
export interface WrittenOutput {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Of an event stream its messages, each when it comes. */
  readonly body: Buffer | AsyncIterable<Buffer> | undefined;
}

/**
 * Writes an output as the model binds it: the status code and headers that are members of it, and the rest as JSON.
 * Members that are undefined or null are left out; AWS writes null for some, which no client tells from nothing.
 */
export function writeOutput(api: Api, operation: OperationModel, output: object): WrittenOutput {
  const shape = shapeOf(modelOf(api), operation.output);
  const given = output as Readonly<Record<string, unknown>>;
  const headers: Record<string, string> = {};
  let { status } = operation;
  for (const [name, { location, locationName = name }] of Object.entries(shape.members ?? {})) {
    const value = given[name];
    if (value === undefined || value === null) continue;
    if (location === 'statusCode') status = Number(value);
    else if (location === 'header') headers[locationName] = String(value);
  }
  if (shape.payload !== undefined) return { status, ...writePayload(api, shape, headers, given[shape.payload]) };
  if (status === 204) return { status, headers, body: undefined };
  const body = operation.output === undefined ? {} : writeStructure(api, shape, given);
  return { status, headers, body: Buffer.from(JSON.stringify(body)) };
}

function writePayload(
  api: Api,
  { payload = '', members = {} }: Shape,
  headers: Readonly<Record<string, string>>,
  value: unknown,
): Pick<WrittenOutput, 'headers' | 'body'> {
  if (value === undefined) return { headers, body: undefined };
  const events = shapeOf(modelOf(api), members[payload]?.shape);
  if (events.eventstream !== true) return { headers, body: Buffer.from(value as Uint8Array) };
  const body = writeEvents(api, events, value as AsyncIterable<Readonly<Record<string, unknown>>>);
  return { headers: { ...headers, 'Content-Type': EVENT_STREAM_TYPE }, body };
}

/** An error between two events is the last of them: it is too late for a status code. */
async function* writeEvents(
  api: Api,
  { members = {} }: Shape,
  events: AsyncIterable<Readonly<Record<string, unknown>>>,
): AsyncGenerator<Buffer> {
  try {
    for await (const event of events) {
      for (const [name, value] of Object.entries(event)) yield writeEvent(api, name, members[name], value);
    }
  } catch (error) {
    const { type, message } = error instanceof ServiceError ? error : serviceException(String(error));
    yield exceptionMessage(type, message);
  }
}

function writeEvent(api: Api, name: string, member: Member | undefined, value: unknown): Buffer {
  const shape = shapeOf(modelOf(api), member?.shape);
  const given = value as Readonly<Record<string, unknown>>;
  const [payload] = Object.entries(shape.members ?? {}).find(([, it]) => it.eventpayload === true) ?? [];
  return eventMessage(name, payload === undefined ? writeStructure(api, shape, given) : (given[payload] as Uint8Array));
}

function writeStructure(api: Api, { members = {} }: Shape, value: Readonly<Record<string, unknown>>): object {
  const written: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(members)) {
    const it = value[name];
    if (it === undefined || it === null || member.location !== undefined) continue;
    written[member.locationName ?? name] = writeMember(api, member, it);
  }
  return written;
}

const writeMember = (api: Api, { shape }: Member, value: unknown): unknown => writeValue(api, shape, value);

function writeValue(api: Api, shapeName: string, value: unknown): unknown {
  const shape = shapeOf(modelOf(api), shapeName);
  switch (shape.type) {
    case 'structure':
      return writeStructure(api, shape, value as Readonly<Record<string, unknown>>);
    case 'list':
      return (value as unknown[]).map((it) => writeValue(api, shape.member ?? '', it));
    case 'map':
      return Object.fromEntries(
        Object.entries(value as object).map(([key, it]) => [key, writeValue(api, shape.value ?? '', it)]),
      );
    case 'blob':
      return Buffer.from(value as Uint8Array).toString('base64');
    case 'timestamp':
      return value instanceof Date ? value.getTime() / 1000 : value;
    default:
      return value;
  }
}
