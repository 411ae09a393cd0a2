import { KILOBYTE, type Route } from '../route.js';

/** Not AWS's: what this emulator enforces and what stands in for AWS's runtimes. */
export const facts: Route = {
  method: 'GET',
  path: '/_kelvin/facts',
  maxBodyBytes: KILOBYTE,
  handle: (_request, service) => ({ status: 200, body: service.facts }),
};
