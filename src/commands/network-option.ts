import type { Network } from '../emulator/index.js';
import type { OptionSpec, RawOptions } from './command.js';
import { CommandError } from './command-error.js';

/** Not the emulator's own list: an option is declared without loading it. */
const NETWORKS: readonly Network[] = ['host', 'off'];

/** Of every command that runs the emulator. */
export const NETWORK_OPTION: OptionSpec = {
  flags: '--network <which>',
  description:
    "what functions reach: host, all that this machine does; or off, nothing but the Runtime API, at AWS's address, each execution environment in a network of its own (default: host)",
};

/** @returns nothing where nothing was asked for. */
export function networkOf({ network: typed }: RawOptions): { readonly network?: Network } {
  if (typeof typed !== 'string') return {};
  const network = NETWORKS.find((it) => it === typed);
  if (network !== undefined) return { network };
  throw new CommandError(`--network ${typed} is none that there is`, `one of ${NETWORKS.join(', ')}`);
}
