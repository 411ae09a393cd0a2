import { withoutAccountIds } from '../recording/index.js';

/** Without the user name, the password and the path that an address may carry. */
export const originOf = (address: string): string =>
  URL.canParse(address) ? withoutAccountIds(new URL(address).origin) : '';
