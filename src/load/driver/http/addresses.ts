import { type LookupAddress, lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';

/** How long an answer of the name server is used: a load balancer's new address has to be found during a load. */
const KEPT_MS = 30_000;

interface Known {
  readonly addresses: readonly LookupAddress[];
  readonly untilMs: number;
}

type Waiting = (error: NodeJS.ErrnoException | null, addresses: readonly LookupAddress[]) => void;

/**
 * Looks host names up once for many connections: the system's resolver takes four at a time, and a burst that opens 500
 * connections would measure the queue before it. Connections take turns at the addresses of a name.
 */
export class Addresses {
  readonly #known = new Map<string, Known>();
  readonly #waiting = new Map<string, Waiting[]>();
  #turn = 0;

  readonly lookup: LookupFunction = (hostname, options, callback) => {
    this.#find(hostname, (error, found) => {
      const addresses = inTurn(found, this.#turn++);
      const first = addresses[0];
      if (options.all === true) callback(error, addresses);
      else callback(error, first?.address ?? '', first?.family);
    });
  };

  #find(hostname: string, answer: Waiting): void {
    const known = this.#known.get(hostname);
    if (known !== undefined && performance.now() < known.untilMs) {
      answer(null, known.addresses);
      return;
    }
    const waiting = this.#waiting.get(hostname);
    if (waiting !== undefined) {
      waiting.push(answer);
      return;
    }
    const all = [answer];
    this.#waiting.set(hostname, all);
    lookup(hostname, { all: true }, (error, addresses) => {
      this.#waiting.delete(hostname);
      if (error === null) this.#known.set(hostname, { addresses, untilMs: performance.now() + KEPT_MS });
      for (const each of all) each(error, addresses ?? []);
    });
  }
}

/** The resolver's order of IPv6 and IPv4 is kept: it knows which of them this machine has. */
function inTurn(addresses: readonly LookupAddress[], turn: number): LookupAddress[] {
  const families = [...new Set(addresses.map(({ family }) => family))];
  return families.flatMap((family) => {
    const own = addresses.filter((address) => address.family === family);
    const first = turn % own.length;
    return [...own.slice(first), ...own.slice(0, first)];
  });
}
