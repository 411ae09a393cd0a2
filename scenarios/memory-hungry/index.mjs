import { setTimeout as sleep } from 'node:timers/promises';

const CHUNK_BYTES = 8 * 1024 * 1024;
const CHUNKS = 16;
const PAGE_BYTES = 4096;
/** As for an answer from elsewhere: what a larger size pays for and does not shorten. */
const WAIT_MS = 40;

/** 128 MB by itself, 140 to 180 MB with Node.js around it: too much for 128 MB and comfortable in 256 MB. */
let table;

/**
 * Written, not only reserved: the kernel gives a page when it is first written. Made by the first invocation and not
 * while the module loads, so that running out of memory is an error of that invocation.
 */
function makeTable() {
  return Array.from({ length: CHUNKS }, (_, index) => Buffer.alloc(CHUNK_BYTES, index + 1));
}

/** Waits, then looks a byte up in each page of the table. */
export const handler = async () => {
  table ??= makeTable();
  await sleep(WAIT_MS);
  let sum = 0;
  for (const chunk of table) {
    for (let offset = 0; offset < chunk.length; offset += PAGE_BYTES) sum += chunk[offset];
  }
  return { sum, heldMB: (CHUNKS * CHUNK_BYTES) / 1024 / 1024 };
};
