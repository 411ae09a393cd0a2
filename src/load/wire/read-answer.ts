import type { WireTarget } from '../driver/drive.js';
import { HttpAnswer } from './http-answer.js';
import { InvokeAnswer } from './invoke-answer.js';
import { StreamAnswer } from './stream-answer.js';
import type { AnswerFacts, AnswerHead, AnswerReader } from './wire.js';

const READERS: Readonly<Record<WireTarget['protocol'], new (head: AnswerHead) => AnswerReader>> = {
  invoke: InvokeAnswer,
  'invoke-stream': StreamAnswer,
  http: HttpAnswer,
};

/** Reads an answer of a target with this protocol; its body comes as it comes. */
export const answerReader = (protocol: WireTarget['protocol'], head: AnswerHead): AnswerReader =>
  new READERS[protocol](head);

/** Reads an answer that is there as a whole. */
export function readAnswer(protocol: WireTarget['protocol'], head: AnswerHead, body: Uint8Array): AnswerFacts {
  const reader = answerReader(protocol, head);
  reader.push(body);
  return reader.end();
}
