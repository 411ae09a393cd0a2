import { modelOf } from '../../../src/emulator/api/models.js';
import type { Api } from './drivers/driver.js';

/**
 * What an operation is about: `functions/aliases` by the path of its URI or, as those of Logs share one, `LogGroup` by
 * its name. The operations of a family put their input into the same places, and show what they answer alike.
 *
 * @param name `lambda.CreateAlias`
 */
export function familyOf(name: string): string {
  const [api, operation] = name.split('.') as [Api, string];
  return api === 'logs' ? nounOf(operation) : resourceOf(modelOf(api).operations[operation]?.uri ?? operation);
}

const nounOf = (operation: string): string => operation.replace(/^[A-Z][a-z]+/, '').replace(/s$/, '');

/** `/2015-03-31/functions/{FunctionName}/aliases?List=ALL` is about `functions/aliases`. */
function resourceOf(uri: string): string {
  const [path = ''] = uri.split('?');
  const [, , ...parts] = path.split('/');
  return parts.filter((part) => part !== '' && !part.startsWith('{')).join('/');
}
