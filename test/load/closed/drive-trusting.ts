import { milliseconds } from '../../../src/units/index.js';
import { driven, kindsOf } from '../driver/driven.js';

/** Node reads NODE_EXTRA_CA_CERTS when it begins: a process of its own drives a loop at the address it is given. */
const phase = { kind: 'closed', name: 'closed', concurrency: 1, forMs: milliseconds(60_000) } as const;
const { requests } = await driven(process.argv[2] ?? '', [phase], { maxRequests: 20 });
console.log(JSON.stringify(kindsOf(requests)));
