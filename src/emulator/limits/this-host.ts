import { availableParallelism } from 'node:os';
import type { Host } from './candidates.js';
import { enterScope } from './systemd-scope.js';

/** The machine that this process runs on. Root may make groups as it is, and is in no user's session. */
export function thisHost(): Host {
  const host = { root: '/', cores: availableParallelism(), platform: process.platform };
  if (process.platform !== 'linux' || process.getuid?.() === 0) return host;
  return { ...host, delegate: (name) => enterScope(name, process.pid, process.env) };
}
