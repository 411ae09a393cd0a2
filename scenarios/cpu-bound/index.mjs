import { pbkdf2Sync } from 'node:crypto';

/**
 * Some 56 ms of one core (2.5 GHz AMD EPYC, 2026), nearly all in OpenSSL: compiled code needs no warming up, so the first
 * invocation of an execution environment takes as long as the hundredth. SHA-512 because few processors have
 * instructions for it: the time differs less between machines than SHA-256's, which takes a third on those that have.
 */
const ROUNDS = 120_000;

/** Derives a key from a password, as a login does: synchronous, on one thread, without waiting for anything. */
export const handler = async ({ password, salt }) => ({
  key: pbkdf2Sync(password, salt, ROUNDS, 32, 'sha512').toString('base64'),
});
