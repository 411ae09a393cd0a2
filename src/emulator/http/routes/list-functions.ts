import { describe } from '../../functions/describe.js';
import { page } from '../parse.js';
import { KILOBYTE, type Route } from '../route.js';

/** The most that Lambda gives in one page, whatever is asked for. */
const MOST = 50;

export const listFunctions: Route = {
  method: 'GET',
  path: '/2015-03-31/functions',
  maxBodyBytes: KILOBYTE,
  handle(request, { registry }) {
    const all = request.query.get('FunctionVersion') === 'ALL';
    const entries = registry.functionsIn(request.region).flatMap(({ latest, versions }) => {
      return all ? [latest, ...versions] : [latest];
    });
    const { items, next } = page(request, entries, MOST);
    const marker = next === undefined ? {} : { NextMarker: next };
    return { status: 200, body: { Functions: items.map((version) => describe(version, all)), ...marker } };
  },
};
