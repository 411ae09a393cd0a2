import type { HostObservation, RequestOutcome, SimulatedTimes } from '../../recording/index.js';
import type { EpochMilliseconds } from '../../units/index.js';
import type { Credentials } from '../driver/drive.js';

/** Where a target's connections go. */
export interface Endpoint {
  /** TLS, which is always verified. */
  readonly isSecure: boolean;
  /** A name or an address, of IPv6 without its brackets: also the name that a certificate has to be for. */
  readonly hostname: string;
  readonly port: number;
}

/**
 * Writes one target's requests, each a whole HTTP/1.1 request. Nothing of it is made anew but what has changed since
 * the last one: the date and the signature, once a second.
 */
export interface RequestWriter {
  readonly endpoint: Endpoint;
  /**
   * The request for `target.payloads[payloadIndex]`, to be written in this order. Long bodies are a buffer of their own.
   * The buffers are shared by all requests of a second and are not to be written into.
   *
   * @param now the local clock's; the signature has the server's, as far as it is known
   */
  write(payloadIndex: number, now: EpochMilliseconds): readonly Uint8Array[];
  /** Signs with these from now on. Needed once before the first `write` of a target that is signed. */
  renew(credentials: Credentials): void;
  /**
   * Learns the server's clock from a request that was refused because ours is wrong.
   *
   * @returns whether it has learnt anything: the same request, written anew, will then not be refused for that again
   */
  learnClock(facts: AnswerFacts, now: EpochMilliseconds): boolean;
}

/** The first part of an answer. */
export interface AnswerHead {
  readonly status: number;
  /** By the header's name in small letters: a `Map` is one. Values of one that came several times are joined by `, `. */
  readonly headers: { get(name: string): string | undefined };
}

/** Reads one answer's body as it comes, keeps no more of it than it needs, and never throws, whatever it is given. */
export interface AnswerReader {
  /** What is kept of the bytes is copied: they may be written over afterwards. */
  push(chunk: Uint8Array): void;
  /** The body is whole, as HTTP has it. Whoever knows that it was cut off has a `bad-answer` and does not ask. */
  end(): AnswerFacts;
}

/** What an answer tells of its request. */
export interface AnswerFacts {
  readonly outcome: RequestOutcome;
  /** Of Kelvin's emulator, when it was asked with `X-Kelvin-Observe: host`. */
  readonly host?: HostObservation;
  readonly simulated?: SimulatedTimes;
  /** The server's clock, of a request that was refused because of ours. */
  readonly serverClock?: EpochMilliseconds;
}
