/**
 * An address of its own for each environment: all of 127.0.0.0/8 is this machine (RFC 1122), so two environments can
 * have an extension each that listens at the same port, if it listens by name. Two of sixteen million ids may share one.
 * @param id of the environment, in hexadecimal digits
 */
export function loopbackOf(id: string): string {
  const bytes = [0, 2, 4].map((at) => Number.parseInt(id.slice(at, at + 2), 16) & 255);
  // Neither 127.0.x.x, where others listen too, nor an address that ends in 0 or 255, which is a network's.
  const [second = 0, third = 0, fourth = 0] = bytes;
  return `127.${1 + (second % 254)}.${third}.${1 + (fourth % 254)}`;
}

/** The host's hosts file, and the names under which an environment knows itself (Telemetry API, read 2026-11). */
export const hostsFile = (host: string, address: string): string =>
  `${host.trimEnd()}\n${address} sandbox.localdomain sandbox\n`;
