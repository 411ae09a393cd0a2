import { type Milliseconds, milliseconds } from '../../units/index.js';
import type { Clock } from '../clock.js';
import { isLoopback } from '../http/loopback.js';
import type { Arn } from './arn.js';
import type { Message } from './message.js';

/** A queue that does not answer is no reason to keep an event for long. */
const ANSWER_WITHIN: Milliseconds = milliseconds(10_000);

/**
 * An SQS-compatible endpoint on this machine. Speaks the JSON protocol of SQS and, with an endpoint that does not know it,
 * the older query protocol. Requests carry AWS's credential scope for the region and no real signature: the emulator has
 * no credentials, and an endpoint that checks them is not one for tests.
 */
export class QueueEndpoint {
  readonly #url: URL;
  readonly #clock: Clock;
  #protocol: 'json' | 'query' = 'json';

  /** @throws Error for an address that is not plain HTTP on loopback. */
  constructor(url: string, clock: Clock) {
    refuseQueueEndpoint(url);
    this.#url = new URL(url);
    this.#clock = clock;
  }

  /** @throws Error with the endpoint's words when it does not take the message. */
  async send(arn: Arn, message: Message): Promise<void> {
    const queueUrl = new URL(`/${arn.account}/${arn.resource}`, this.#url);
    if (this.#protocol === 'json') {
      const response = await this.#post(this.#url, arn, jsonHeaders, jsonBody(queueUrl, message));
      if (response.ok) return;
      if (speaksJson(response)) throw new Error(response.text);
      this.#protocol = 'query';
    }
    const response = await this.#post(queueUrl, arn, queryHeaders, queryBody(queueUrl, message));
    if (!response.ok) throw new Error(response.text);
  }

  async #post(url: URL, arn: Arn, headers: Record<string, string>, body: string): Promise<Answer> {
    const controller = new AbortController();
    const cancel = this.#clock.after(ANSWER_WITHIN, () => controller.abort());
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { ...headers, Authorization: scopeOf(arn) },
        body,
        redirect: 'error',
        signal: controller.signal,
      });
      const text = (await response.text()).slice(0, 1000);
      return { ok: response.ok, type: response.headers.get('content-type') ?? '', text: `${response.status} ${text}` };
    } finally {
      cancel();
    }
  }
}

interface Answer {
  readonly ok: boolean;
  readonly type: string;
  readonly text: string;
}

const speaksJson = ({ type }: Answer): boolean => type.includes('json');

/** Plain HTTP on this machine: events carry users' data, and what is sent is not encrypted and not signed. */
export function isQueueEndpoint(text: string): boolean {
  const url = URL.parse(text);
  return url?.protocol === 'http:' && isLoopback(url.hostname.replace(/^\[|\]$/g, ''));
}

/** @throws Error for an address that is none of those. */
export function refuseQueueEndpoint(text: string | undefined): void {
  if (text === undefined || isQueueEndpoint(text)) return;
  throw new Error(`The queue endpoint has to be http:// on this machine, such as http://127.0.0.1:9324, not ${text}`);
}

/** Other emulators tell regions apart by it. */
const scopeOf = ({ region }: Arn): string =>
  `AWS4-HMAC-SHA256 Credential=kelvin/20150331/${region}/sqs/aws4_request, SignedHeaders=host, Signature=${'0'.repeat(64)}`;

const jsonHeaders = { 'Content-Type': 'application/x-amz-json-1.0', 'X-Amz-Target': 'AmazonSQS.SendMessage' };
const queryHeaders = { 'Content-Type': 'application/x-www-form-urlencoded' };

const jsonBody = (queueUrl: URL, { body, attributes }: Message): string =>
  JSON.stringify({
    QueueUrl: queueUrl.href,
    MessageBody: body,
    ...(attributes === undefined ? {} : { MessageAttributes: attributes }),
  });

function queryBody(queueUrl: URL, { body, attributes = {} }: Message): string {
  const parameters = new URLSearchParams({
    Action: 'SendMessage',
    Version: '2012-11-05',
    QueueUrl: queueUrl.href,
    MessageBody: body,
  });
  Object.entries(attributes).forEach(([name, { DataType, StringValue }], index) => {
    const prefix = `MessageAttribute.${index + 1}`;
    parameters.set(`${prefix}.Name`, name);
    parameters.set(`${prefix}.Value.DataType`, DataType);
    parameters.set(`${prefix}.Value.StringValue`, StringValue);
  });
  return parameters.toString();
}
