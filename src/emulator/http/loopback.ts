import { isIP } from 'node:net';

/** Whether nobody but this machine reaches an address. Of names only `localhost` is known to be one (RFC 6761, 6.3). */
export function isLoopback(host: string): boolean {
  if (isIP(host) === 0) return host === 'localhost';
  return host === '::1' || /^(::ffff:)?127\./i.test(host);
}
