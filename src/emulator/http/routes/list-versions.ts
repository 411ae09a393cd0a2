import { describe } from '../../functions/describe.js';
import { page } from '../parse.js';
import { functionOf, KILOBYTE, type Route } from '../route.js';

/** The most that Lambda gives in one page, whatever is asked for. */
const MOST = 50;

export const listVersionsByFunction: Route = {
  method: 'GET',
  path: '/2015-03-31/functions/:name/versions',
  maxBodyBytes: KILOBYTE,
  handle(request, { registry }) {
    const { items, next } = page(request, registry.versionsOf(functionOf(request)), MOST);
    const marker = next === undefined ? {} : { NextMarker: next };
    return { status: 200, body: { Versions: items.map((version) => describe(version, true)), ...marker } };
  },
};
