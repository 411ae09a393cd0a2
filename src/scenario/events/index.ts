import { didYouMean } from '../../spelling/index.js';
import { ScenarioError } from '../problems.js';
import { apiGatewayV1 } from './api-gateway-v1.js';
import { cloudtrail } from './cloudtrail.js';
import { dynamodbStreams } from './dynamodb-streams.js';
import { eventbridge, scheduled } from './eventbridge.js';
import { apiGatewayV2, functionUrl } from './http-v2.js';
import { kinesis } from './kinesis.js';
import { s3 } from './s3.js';
import type { SampleEvent } from './sample.js';
import { sns } from './sns.js';
import { sqs } from './sqs.js';

const EVENTS = {
  'api-gateway-v1': apiGatewayV1,
  'api-gateway-v2': apiGatewayV2,
  'function-url': functionUrl,
  sqs,
  sns,
  s3,
  kinesis,
  'dynamodb-streams': dynamodbStreams,
  eventbridge,
  cloudtrail,
  scheduled,
} satisfies Record<string, SampleEvent>;

export type SampleEventKind = keyof typeof EVENTS;
export const SAMPLE_EVENT_KINDS = Object.keys(EVENTS) as SampleEventKind[];

const isKind = (kind: string): kind is SampleEventKind => Object.hasOwn(EVENTS, kind);

/** What is wrong with a batch size for this kind of event, if anything is. */
export function batchSizeFault(kind: SampleEventKind, batchSize: number): string | undefined {
  const { maxBatch } = EVENTS[kind];
  if (Number.isInteger(batchSize) && batchSize >= 1 && batchSize <= maxBatch) return undefined;
  const range =
    maxBatch === 1
      ? '1, as this event is never a batch'
      : `a whole number from 1 to ${maxBatch.toLocaleString('en-US')}`;
  return `got ${batchSize} for ${kind}; expected ${range}`;
}

/**
 * A sample of the event that an AWS service sends; the same in every run.
 * @throws ScenarioError for a kind that is not known and a batch size that does not fit.
 */
export function sampleEvent(kind: string, batchSize = 1): object {
  if (!isKind(kind)) {
    const hint = didYouMean(kind, SAMPLE_EVENT_KINDS);
    const message = `got ${JSON.stringify(kind)}; expected one of ${SAMPLE_EVENT_KINDS.join(', ')}`;
    throw new ScenarioError(undefined, [{ field: 'event', message, ...(hint === undefined ? {} : { hint }) }]);
  }
  const fault = batchSizeFault(kind, batchSize);
  if (fault !== undefined) throw new ScenarioError(undefined, [{ field: 'batchSize', message: fault }]);
  return EVENTS[kind].make(batchSize);
}
