import type { Architecture } from '../../pricing/index.js';
import { type Connection, TargetError } from '../../target/index.js';

/** The emulator runs functions on this machine's own instruction set: what it measured of the other would be made up. */
export function checkArchitecture({ kind }: Connection, architecture: Architecture): void {
  const own = process.arch === 'arm64' ? 'arm64' : 'x86_64';
  if (kind !== 'emulator' || architecture === own) return;
  throw new TargetError(
    `${architecture} cannot be measured on this host, which is ${own}`,
    'leave it out of "architectures" (--arch), or measure it on AWS',
  );
}
