import { burst, driven, pause } from './driven.js';

/** A process that drives three requests at an address, and prints what became of them: Node reads some settings but once. */
const { requests } = await driven(process.argv[2] ?? '', [burst(2), pause(100), burst(1)]);
console.log(JSON.stringify(requests.map(({ outcome }) => outcome)));
