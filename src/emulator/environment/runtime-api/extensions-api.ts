import { randomUUID } from 'node:crypto';
import type { EpochMilliseconds } from '../../../units/index.js';
import type { ExtensionAction } from '../action.js';
import type { EventForExtension, Verdict } from '../effect.js';
import type { Extension } from '../extension.js';
import { textReader } from './body.js';
import type { BodyReader, Exchange } from './exchange.js';
import { answer, notFound, refuse, send } from './replies.js';

/** What an extension is told when it registers. */
export interface FunctionMetadata {
  readonly functionName: string;
  readonly functionVersion: string;
  readonly handler: string;
  readonly accountId: string;
}

export interface ExtensionsApiOptions {
  readonly metadata: FunctionMetadata;
  readonly onAction: (action: ExtensionAction) => Verdict | undefined;
  readonly find: (id: string) => Extension | undefined;
  /** `PUT /2022-07-01/telemetry` and `PUT /2020-08-15/logs`. */
  readonly subscribe: (extension: string, api: 'telemetry' | 'logs', body: string) => Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  readonly body: string;
}

const PREFIX = '/2020-01-01/extension/';
const SUBSCRIPTIONS: Readonly<Record<string, 'telemetry' | 'logs'>> = {
  '/2022-07-01/telemetry': 'telemetry',
  '/2020-08-15/logs': 'logs',
};
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The Extensions API 2020-01-01, and the door to the Telemetry API, of one execution environment. */
export class ExtensionsApi {
  readonly #options: ExtensionsApiOptions;
  /** Who waits at `event/next`, by identifier. */
  readonly #waiting = new Map<string, Exchange>();

  constructor(options: ExtensionsApiOptions) {
    this.#options = options;
  }

  isFor = ({ path }: Exchange): boolean => path.startsWith(PREFIX) || path in SUBSCRIPTIONS;

  /** @param deadline of the event. */
  deliver(id: string, event: EventForExtension, deadline: EpochMilliseconds): void {
    const exchange = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (exchange === undefined) return;
    const headers = { 'Lambda-Extension-Event-Identifier': randomUUID() };
    send(exchange, 200, eventBody(event, deadline), headers);
  }

  /** Whoever was connected is not any more. */
  disconnected(): void {
    this.#waiting.clear();
  }

  serve(exchange: Exchange): BodyReader | undefined {
    const { method, path } = exchange;
    if (method === 'POST' && path === `${PREFIX}register`) return this.#register(exchange);
    if (method === 'GET' && path === `${PREFIX}event/next`) return this.#next(exchange);
    if (method === 'POST' && path === `${PREFIX}init/error`) return this.#error(exchange, 'extensionInitError');
    if (method === 'POST' && path === `${PREFIX}exit/error`) return this.#error(exchange, 'extensionExitError');
    const api = SUBSCRIPTIONS[path];
    return method === 'PUT' && api !== undefined ? this.#subscribe(exchange, api) : notFound(exchange);
  }

  #register(exchange: Exchange): BodyReader | undefined {
    const name = exchange.header('lambda-extension-name') ?? '';
    if (name === '') return forbid(exchange, 'Extension.InvalidExtensionName', 'Empty extension name');
    const features = (exchange.header('lambda-extension-accept-feature') ?? '').split(',').map((it) => it.trim());
    return textReader(exchange, (text) => {
      const events = readEvents(text);
      if (typeof events === 'string') return forbid(exchange, 'InvalidRequestFormat', events);
      const verdict = this.#options.onAction({ kind: 'register', name, events, id: randomUUID() });
      const id = verdict?.kind === 'accept' ? verdict.extension?.id : undefined;
      if (id === undefined) return answer(exchange, verdict);
      const { accountId, ...metadata } = this.#options.metadata;
      const body = features.includes('accountId') ? { ...metadata, accountId } : metadata;
      send(exchange, 200, body, { 'Lambda-Extension-Identifier': id });
    });
  }

  #next(exchange: Exchange): undefined {
    const id = identifierOf(exchange);
    if (id === undefined) return;
    const before = this.#waiting.get(id);
    this.#waiting.set(id, exchange);
    const refused = this.#options.onAction({ kind: 'extensionNext', id });
    if (refused === undefined) return;
    if (before === undefined) this.#waiting.delete(id);
    else this.#waiting.set(id, before);
    answer(exchange, refused);
  }

  /** What the extension says of the error in the body goes nowhere, as on AWS. */
  #error(exchange: Exchange, kind: 'extensionInitError' | 'extensionExitError'): undefined {
    const id = identifierOf(exchange);
    if (id === undefined) return;
    const header = 'Lambda-Extension-Function-Error-Type';
    const errorType = exchange.header(header.toLowerCase()) ?? '';
    if (errorType === '') return forbid(exchange, 'Extension.MissingHeader', `${header} not found`);
    answer(exchange, this.#options.onAction({ kind, id, errorType }));
  }

  #subscribe(exchange: Exchange, api: 'telemetry' | 'logs'): BodyReader | undefined {
    const id = identifierOf(exchange);
    if (id === undefined) return undefined;
    const extension = this.#options.find(id);
    if (extension === undefined) {
      return forbid(exchange, 'Extension.UnknownExtensionIdentifier', 'Unknown Lambda-Extension-Identifier');
    }
    return textReader(exchange, (text) => {
      this.#options.subscribe(extension.name, api, text).then(
        ({ status, body }) => exchange.reply(status, { 'Content-Type': 'application/json' }, body),
        () => exchange.drop(),
      );
    });
  }
}

function identifierOf(exchange: Exchange): string | undefined {
  const id = exchange.header('lambda-extension-identifier') ?? '';
  if (id === '') {
    return forbid(exchange, 'Extension.MissingExtensionIdentifier', 'Missing Lambda-Extension-Identifier header');
  }
  if (UUID.test(id)) return id.toLowerCase();
  return forbid(exchange, 'Extension.InvalidExtensionIdentifier', 'Invalid Lambda-Extension-Identifier');
}

function forbid(exchange: Exchange, errorType: string, message: string): undefined {
  refuse(exchange, { status: 403, errorType, message });
}

/** @returns the events, or what is wrong. Which of them there are is not for HTTP to say. */
function readEvents(text: string): string[] | string {
  let request: unknown;
  try {
    request = JSON.parse(text);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  if (typeof request !== 'object' || request === null) return 'the body is not an object';
  if (
    'configurationKeys' in request &&
    Array.isArray(request.configurationKeys) &&
    request.configurationKeys.length > 0
  ) {
    return 'configurationKeys are deprecated; use environment variables instead';
  }
  const events = 'events' in request ? (request.events ?? []) : [];
  return Array.isArray(events) && events.every((it) => typeof it === 'string')
    ? events
    : 'events is no list of strings';
}

function eventBody(event: EventForExtension, deadline: EpochMilliseconds): object {
  const deadlineMs = Math.round(deadline);
  if (event.eventType === 'SHUTDOWN') return { eventType: 'SHUTDOWN', deadlineMs, shutdownReason: event.reason };
  const { requestId, invokedFunctionArn, traceId } = event.invocation;
  return {
    eventType: 'INVOKE',
    deadlineMs,
    requestId,
    invokedFunctionArn,
    tracing: { type: 'X-Amzn-Trace-Id', value: traceId },
  };
}
