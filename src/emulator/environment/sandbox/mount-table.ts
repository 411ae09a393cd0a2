export interface Bind {
  readonly source: string;
  readonly target: string;
  readonly readOnly: boolean;
  /** With what is mounted inside the source. */
  readonly recursive?: boolean;
}

/** The lines of fstab(5) that make these binds, in this order. */
export const mountTable = (binds: readonly Bind[]): string =>
  binds.map((bind) => `${escaped(bind.source)} ${escaped(bind.target)} none ${optionsOf(bind)} 0 0\n`).join('');

/** A /proc of the processes of one's own namespace. By a name of its own: `mount --all` makes none that it finds made. */
export const PROC = 'own /proc proc nosuid,nodev,noexec 0 0\n';

/**
 * nosuid and nodev, because the kernel takes a read-only remount from a user without rights only if it keeps what the
 * file system below was mounted with, and a temporary folder often was with these (mount_namespaces(7)).
 */
const optionsOf = ({ readOnly, recursive = false }: Bind): string =>
  `${recursive ? 'rbind' : 'bind'}${readOnly ? ',ro' : ''},nosuid,nodev`;

/** fstab(5) splits at white space, and libmount reads `\NNN`. */
const escaped = (path: string): string =>
  path.replace(/[\s\\#]/g, (char) => `\\${char.charCodeAt(0).toString(8).padStart(3, '0')}`);

/**
 * Orders binds so that none hides what a later one takes: a work folder lies in /tmp as a rule, and so the bind on /tmp
 * comes last. Where two hide each other's sources, no order is right and the given one stays.
 */
export function inSafeOrder(binds: readonly Bind[]): Bind[] {
  const left = [...binds];
  const ordered: Bind[] = [];
  while (left.length > 0) {
    const harmless = left.findIndex((bind) => left.every((it) => it === bind || !covers(bind.target, it.source)));
    ordered.push(...left.splice(Math.max(0, harmless), 1));
  }
  return ordered;
}

export const covers = (folder: string, path: string): boolean =>
  path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
