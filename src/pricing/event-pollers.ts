import { type Charge, charge } from './bill.js';
import type { PriceBook } from './book.js';
import { requirePrices } from './require-prices.js';
import type { FunctionUsage } from './usage.js';

/** Event poller units of event source mappings in provisioned mode. */
export function eventPollerCharges(book: PriceBook, usages: readonly FunctionUsage[]): Charge[] {
  const kafka = usages.reduce((all, it) => all + (it.kafkaPollerHours ?? 0), 0);
  const sqs = usages.reduce((all, it) => all + (it.sqsPollerHours ?? 0), 0);
  if (kafka === 0 && sqs === 0) return [];
  const prices = requirePrices(book, 'eventPollerUnits');
  return [
    charge('event pollers, Kafka', kafka, 'EPU-hour', prices.usdPerKafkaHour),
    charge('event pollers, SQS', sqs, 'EPU-hour', prices.usdPerSqsHour),
  ];
}
