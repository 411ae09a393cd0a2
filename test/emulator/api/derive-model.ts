import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

interface BotocoreShape {
  readonly members?: Readonly<Record<string, { readonly shape: string }>>;
  readonly member?: { readonly shape: string };
  readonly key?: { readonly shape: string };
  readonly value?: { readonly shape: string };
  readonly exception?: boolean;
  readonly error?: { readonly httpStatusCode?: number };
  readonly [key: string]: unknown;
}

interface BotocoreOperation {
  readonly http: { readonly method: string; readonly requestUri: string; readonly responseCode?: number };
  readonly input?: { readonly shape: string };
  readonly output?: { readonly shape: string };
}

interface BotocoreModel {
  readonly metadata: { readonly apiVersion: string; readonly serviceFullName: string };
  readonly operations: Readonly<Record<string, BotocoreOperation>>;
  readonly shapes: Readonly<Record<string, BotocoreShape>>;
}

/** What the emulator reads of a shape; documentation, deprecation and hints for code generators go. */
const KEPT = ['type', 'required', 'min', 'max', 'pattern', 'enum', 'payload', 'sensitive', 'eventstream'];

/**
 * Reduces AWS's API model, as botocore ships it (Apache-2.0), to operations with their HTTP binding and shapes with
 * their constraints: what `src/emulator/api/*.json` hold, one line for each operation and shape.
 */
export function deriveModel(folder: string, service: 'lambda' | 'logs'): string {
  const packed = readFileSync(join(folder, `${service}-service-2.json.gz`));
  const model = JSON.parse(gunzipSync(packed).toString()) as BotocoreModel;
  const { apiVersion, serviceFullName } = model.metadata;
  const source = `${serviceFullName} ${apiVersion}, from the API model of botocore 1.43.11 (Apache-2.0)`;
  const head = [`"source": ${JSON.stringify(source)}`];
  const operations = Object.entries(model.operations).map(([name, it]) => line(name, operationOf(it)));
  const shapes = Object.entries(model.shapes).map(([name, it]) => line(name, shapeOf(it)));
  return `{\n${head},\n"operations": {\n${operations.join(',\n')}\n},\n"shapes": {\n${shapes.join(',\n')}\n}\n}\n`;
}

const line = (name: string, value: object): string => `${JSON.stringify(name)}: ${JSON.stringify(value)}`;

function operationOf({ http, input, output }: BotocoreOperation): object {
  return {
    method: http.method,
    uri: http.requestUri,
    status: http.responseCode ?? 200,
    ...(input === undefined ? {} : { input: input.shape }),
    ...(output === undefined ? {} : { output: output.shape }),
  };
}

function shapeOf(shape: BotocoreShape): object {
  const kept = KEPT.filter((key) => shape[key] !== undefined).map((key) => [key, shape[key]] as const);
  const members = Object.entries(shape.members ?? {}).map(([name, it]) => [name, memberOf(it)] as const);
  return {
    ...Object.fromEntries(kept),
    ...(members.length === 0 ? {} : { members: Object.fromEntries(members) }),
    ...(shape.member === undefined ? {} : { member: shape.member.shape }),
    ...(shape.key === undefined ? {} : { key: shape.key.shape }),
    ...(shape.value === undefined ? {} : { value: shape.value.shape }),
    ...(shape.exception === true ? { exceptionStatus: shape.error?.httpStatusCode ?? 400 } : {}),
  };
}

function memberOf(member: { readonly shape: string; readonly [key: string]: unknown }): object {
  const { shape, location, locationName, eventpayload } = member;
  return {
    shape,
    ...(location === undefined ? {} : { location }),
    ...(locationName === undefined ? {} : { locationName }),
    ...(eventpayload === undefined ? {} : { eventpayload }),
  };
}
