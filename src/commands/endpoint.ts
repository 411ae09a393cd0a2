import type { RawOptions } from './command.js';
import { CommandError } from './command-error.js';

/** @returns nothing where none was named. @throws CommandError when what was named is no address. */
export function endpointOf({ endpointUrl }: RawOptions): { endpointUrl?: string } {
  if (typeof endpointUrl !== 'string') return {};
  if (/^https?:$/.test(URL.parse(endpointUrl)?.protocol ?? '')) return { endpointUrl };
  throw new CommandError(`--endpoint-url ${endpointUrl} is no address`, 'such as http://127.0.0.1:9001');
}
