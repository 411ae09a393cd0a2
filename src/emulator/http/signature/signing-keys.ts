import { createHmac } from 'node:crypto';

/** Which requests a signing key is good for: those of one day, to one service in one region. */
export interface Scope {
  /** `20150830`. */
  readonly date: string;
  readonly region: string;
  readonly service: string;
}

export const scopeText = ({ date, region, service }: Scope): string => `${date}/${region}/${service}/aws4_request`;

/** Anybody may name any region: what is kept for them has an end. */
const MOST_KEYS = 256;

/** Four hashes a key, and one key serves for a day: they are kept. */
export class SigningKeys {
  readonly #keys = new Map<string, Buffer>();

  of(secretAccessKey: string, scope: Scope): Buffer {
    const name = `${secretAccessKey}\n${scopeText(scope)}`;
    const known = this.#keys.get(name);
    if (known !== undefined) return known;
    const key = [scope.date, scope.region, scope.service, 'aws4_request'].reduce<Buffer>(
      (before, part) => createHmac('sha256', before).update(part).digest(),
      Buffer.from(`AWS4${secretAccessKey}`),
    );
    if (this.#keys.size >= MOST_KEYS) this.#keys.clear();
    this.#keys.set(name, key);
    return key;
  }
}
