import { type EpochMilliseconds, epochMilliseconds } from '../../units/index.js';
import type { Credentials, WireTarget } from '../driver/drive.js';
import { type Prepared, Signer, sha256 } from '../signing/signer.js';
import { timestampOf } from '../signing/timestamp.js';
import { bodyHeaders, commonHeaders, type HeaderList, isSigned } from './request-head.js';
import type { AnswerFacts, Endpoint, RequestWriter } from './wire.js';

/** A longer body is not copied behind its head: the socket takes both in one go. */
const MAX_JOINED_BYTES = 64 * 1024;
/** Servers let clocks be five minutes apart. What differs by less than this was not refused for its time. */
const SKEW_MS = 60_000;

/** @throws TypeError when a header of the target is none that HTTP allows, or its address is none. */
export const requestWriter = (target: WireTarget): RequestWriter => new TargetWriter(target);

/** One payload's request: all that does not change, and the last one written. */
interface Template {
  readonly body: Buffer;
  readonly payloadHash: string;
  readonly headers: HeaderList;
  readonly fixedHead: string;
  /** Of the credentials in use. */
  prepared?: Prepared;
  written?: { readonly second: number; readonly bytes: readonly Uint8Array[] };
}

class TargetWriter implements RequestWriter {
  readonly endpoint: Endpoint;
  readonly #target: WireTarget;
  readonly #path: string;
  readonly #query: string;
  readonly #templates: readonly Template[];
  #signer: Signer | undefined;
  #offsetMs = 0;
  #timestamp = { second: Number.NaN, text: '' };

  constructor(target: WireTarget) {
    const url = new URL(target.url);
    if (!/^[A-Z]+$/.test(target.method)) throw new TypeError(`${JSON.stringify(target.method)} is no method of HTTP`);
    this.#target = target;
    this.endpoint = endpointOf(url);
    this.#path = url.pathname;
    this.#query = url.search.slice(1);
    const common = commonHeaders(target, url.host);
    const requestLine = `${target.method} ${url.pathname}${url.search} HTTP/1.1\r\n`;
    this.#templates = target.payloads.map(({ body }) => templateOf(target, requestLine, common, Buffer.from(body)));
  }

  renew(credentials: Credentials): void {
    const { signing } = this.#target;
    if (signing === undefined) return;
    this.#signer = new Signer(signing.region, signing.service, credentials);
    for (const template of this.#templates) {
      delete template.prepared;
      delete template.written;
    }
  }

  write(payloadIndex: number, now: EpochMilliseconds): readonly Uint8Array[] {
    const template = this.#templates[payloadIndex];
    if (template === undefined) throw new RangeError(`there is no payload ${payloadIndex}`);
    const second = this.#target.signing === undefined ? 0 : Math.floor((now + this.#offsetMs) / 1000);
    if (template.written?.second === second) return template.written.bytes;
    const head = this.#target.signing === undefined ? `${template.fixedHead}\r\n` : this.#signedHead(template, second);
    const bytes = joined(Buffer.from(head, 'latin1'), template.body);
    template.written = { second, bytes };
    return bytes;
  }

  learnClock({ serverClock }: AnswerFacts, now: EpochMilliseconds): boolean {
    if (serverClock === undefined || Math.abs(serverClock - now - this.#offsetMs) < SKEW_MS) return false;
    this.#offsetMs = serverClock - now;
    return true;
  }

  #signedHead(template: Template, second: number): string {
    if (this.#signer === undefined) throw new Error('a request is to be signed before there are credentials');
    const timestamp = this.#timestampOf(second);
    template.prepared ??= this.#signer.prepare({
      method: this.#target.method,
      path: this.#path,
      query: this.#query,
      headers: template.headers.filter(isSigned),
      payloadHash: template.payloadHash,
    });
    const { sessionToken } = this.#signer;
    const token = sessionToken === undefined ? '' : `X-Amz-Security-Token: ${sessionToken}\r\n`;
    const authorization = this.#signer.authorize(template.prepared, timestamp);
    return `${template.fixedHead}X-Amz-Date: ${timestamp}\r\n${token}Authorization: ${authorization}\r\n\r\n`;
  }

  #timestampOf(second: number): string {
    if (second !== this.#timestamp.second) {
      this.#timestamp = { second, text: timestampOf(epochMilliseconds(second * 1000)) };
    }
    return this.#timestamp.text;
  }
}

function templateOf(target: WireTarget, requestLine: string, common: HeaderList, body: Buffer): Template {
  const payloadHash = target.signing === undefined ? '' : sha256(body);
  const hash = target.signing === undefined ? [] : [['X-Amz-Content-Sha256', payloadHash] as const];
  const headers = [...common, ...bodyHeaders(target, common, body), ...hash];
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return { body, payloadHash, headers, fixedHead: requestLine + lines };
}

function endpointOf({ protocol, hostname, port }: URL): Endpoint {
  const isSecure = protocol === 'https:';
  if (!isSecure && protocol !== 'http:') throw new TypeError(`${protocol} is neither http: nor https:`);
  return {
    isSecure,
    hostname: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (isSecure ? 443 : 80) : Number(port),
  };
}

const joined = (head: Buffer, body: Buffer): readonly Uint8Array[] =>
  body.length > MAX_JOINED_BYTES ? [head, body] : [Buffer.concat([head, body])];
