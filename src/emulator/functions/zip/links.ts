import { badZip } from './bad-zip.js';

/** As many links as Linux follows on the way to one file (path_resolution(7)). */
const MAX_HOPS = 40;

/**
 * Whether each link, followed to its end through all others, stays inside the folder: one that leads from `a/b` to
 * `../c` is harmless until `a` itself is a link. Targets that do not exist are allowed, as on AWS.
 * @param links target by path, both relative to the folder; an absolute target always leads out
 * @throws ServiceError for the first that leaves, or that leads in a circle
 */
export function assertInside(links: ReadonlyMap<string, string>): void {
  for (const path of links.keys()) follow(path, links);
}

function follow(path: string, links: ReadonlyMap<string, string>): void {
  const left = path.split('/').reverse();
  const at: string[] = [];
  let hops = 0;
  for (let part = left.pop(); part !== undefined; part = left.pop()) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      if (at.pop() === undefined) throw badZip();
      continue;
    }
    const target = links.get([...at, part].join('/'));
    if (target === undefined) {
      at.push(part);
      continue;
    }
    hops += 1;
    if (hops > MAX_HOPS || target.startsWith('/') || target === '' || target.includes('\0')) throw badZip();
    left.push(...target.split('/').reverse());
  }
}
