import { accessSync, constants, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  errorCode,
  groupsIn,
  makeGroup,
  processesIn,
  readControl,
  removeGroup,
  tryToWrite,
  writeControl,
} from './control-file.js';
import { Refusal } from './refusal.js';

/** Where those go that were in a group which is to hand its controllers down: the emulator and who started it. */
const LEAF = 'kelvin-host';
/** Those that move may start others meanwhile. */
const MOST_ROUNDS = 20;

/** On a host in hybrid mode the unified mount is there, but version 1 holds the controllers. */
export const offersControllers = (own: string): boolean => ancestry(own).some(has);

/**
 * The nearest group from the own one upwards that hands both controllers down and may be written, else one that can be
 * made to. As root there mostly is one, and no process has to move; in a delegated subtree and in a container it is made
 * in the own group.
 */
export function placeFor(own: string): string {
  const groups = ancestry(own).filter(isWritable);
  const ready = groups.find(handsDown);
  if (ready !== undefined) return ready;
  const free = groups.find((group) => has(group) && mayHandDown(group));
  if (free !== undefined) handDown(free);
  else makeRoom(own);
  return free ?? own;
}

/** The process limit alone may be missing: it has to be delegated too. @throws for the other two. */
export function handDown(group: string): void {
  const controllers = (readControl(group, 'cgroup.controllers') ?? '').split(/\s+/);
  writeControl(group, 'cgroup.subtree_control', `+cpu +memory${controllers.includes('pids') ? ' +pids' : ''}`);
}

/**
 * Undoes what `placeFor` has done to a place, unless another emulator needs it still: the kernel knows. Who has died in the
 * leaf holds it until the kernel has taken it away; gives up after a second.
 */
export async function leavePlace(place: string): Promise<void> {
  const leaf = join(place, LEAF);
  if (!existsSync(leaf) || groupsIn(place).length > 1) return;
  const handed = (readControl(place, 'cgroup.subtree_control') ?? '').split(/\s+/).filter(Boolean);
  if (!handed.every((controller) => tryToWrite(place, 'cgroup.subtree_control', `-${controller}`))) return;
  try {
    for (let attempt = 0; attempt < 200; attempt++) {
      moveAll(leaf, place);
      if (removeGroup(leaf)) return;
      await sleep(5);
    }
  } catch {
    // Those in it may not be moved by us: then it lives as long as they do.
  }
}

/** Of all limits from here up the smallest is what can be had: `max 100000` or `150000 100000` in each. */
export const coresOf = (own: string): number => Math.min(...ancestry(own).map(coresOfGroup));

function coresOfGroup(group: string): number {
  const [quota, period] = (readControl(group, 'cpu.max') ?? '').split(' ').map(Number);
  return quota && period && quota > 0 ? quota / period : Number.POSITIVE_INFINITY;
}

/** The group and those above it, as far as the mount shows them. */
function ancestry(group: string): string[] {
  return existsSync(join(group, 'cgroup.controllers')) ? [group, ...ancestry(dirname(group))] : [];
}

const has = (group: string): boolean => hasBoth(readControl(group, 'cgroup.controllers') ?? '');
const handsDown = (group: string): boolean => hasBoth(readControl(group, 'cgroup.subtree_control') ?? '');
const hasBoth = (list: string): boolean => ['cpu', 'memory'].every((it) => list.split(/\s+/).includes(it));

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * A group that hands controllers down may hold no process itself ("no internal process constraint", kernel
 * Documentation/admin-guide/cgroup-v2.rst). The root of all may; it alone has no type.
 */
const mayHandDown = (group: string): boolean =>
  !existsSync(join(group, 'cgroup.type')) || processesIn(group).length === 0;

function makeRoom(own: string): void {
  if (!has(own)) {
    const there = (readControl(own, 'cgroup.controllers') ?? '').trim();
    throw new Refusal(
      `its cgroup has no ${there === '' ? 'controllers' : `cpu and memory controllers, but ${there}`}`,
      'run as root, or let systemd delegate: Delegate=cpu memory pids in a drop-in of user@.service',
    );
  }
  const leaf = join(own, LEAF);
  makeGroup(leaf);
  try {
    moveAll(own, leaf);
    handDown(own);
  } catch (error) {
    moveAll(leaf, own);
    removeGroup(leaf);
    throw error;
  }
}

function moveAll(from: string, to: string): void {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const pids = processesIn(from);
    if (pids.length === 0) return;
    for (const pid of pids) move(pid, to);
  }
}

/** One that is gone by now need not be moved. */
function move(pid: number, to: string): void {
  try {
    writeControl(to, 'cgroup.procs', pid);
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}
