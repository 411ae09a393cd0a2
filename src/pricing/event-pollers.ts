import { type Charge, charge } from './bill.js';
import type { PriceBook } from './book.js';
import { priceIn } from './price-in.js';
import { requirePrices } from './require-prices.js';
import type { FunctionUsage } from './usage.js';

/** Event poller units of event source mappings in provisioned mode. */
export function eventPollerCharges(book: PriceBook, usages: readonly FunctionUsage[]): Charge[] {
  const kafka = usages.reduce((all, it) => all + (it.kafkaPollerHours ?? 0), 0);
  const sqs = usages.reduce((all, it) => all + (it.sqsPollerHours ?? 0), 0);
  if (kafka === 0 && sqs === 0) return [];
  const prices = requirePrices(book, 'eventPollerUnits');
  const price = (hours: number, of: typeof prices.usdPerKafkaHour | undefined, what: string) =>
    hours === 0 ? [] : [charge(`event pollers, ${what}`, hours, 'EPU-hour', priceIn(book, of, `${what} pollers`))];
  return [...price(kafka, prices.usdPerKafkaHour, 'Kafka'), ...price(sqs, prices.usdPerSqsHour, 'SQS')];
}
