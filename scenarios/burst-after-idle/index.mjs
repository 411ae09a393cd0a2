import { openSale } from './hall.mjs';
import { fetchJson } from './payments.mjs';

/** At load, once for each execution environment: what everybody waits for who comes first. */
const hall = openSale({ rows: 100, seatsInRow: 60 });

/**
 * Sells seats side by side, the best that are free: a millisecond of computing, then half a second of waiting until the
 * payment has gone through. An environment does nothing else in that time: Lambda gives each one request at a time, so as many
 * environments are needed as requests are under way.
 */
export const handler = async ({ seats = 2 }) => {
  const best = hall.bestFree(seats);
  if (best === undefined) return { sold: false, why: 'sold out' };
  const payment = await fetchJson(`/payments?of=${best.price}`);
  return { sold: true, ...best, paidAt: payment.path };
};
