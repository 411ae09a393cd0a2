import { accountScripts } from './accounts.js';
import { concurrencyScripts } from './concurrency.js';
import { errorScripts } from './errors.js';
import { invocationScripts } from './invocations.js';
import { requestIdScripts } from './request-ids.js';
import { urlScripts } from './urls.js';

export const lambdaScripts = [
  ...invocationScripts,
  ...errorScripts,
  ...concurrencyScripts,
  ...urlScripts,
  ...requestIdScripts,
  ...accountScripts,
];
