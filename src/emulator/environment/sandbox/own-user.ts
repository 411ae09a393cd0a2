/** Neither users of the host nor beyond the ids that a container is given as a rule (subuid(5): 65,536). */
const FIRST = 20_000;
const COUNT = 40_000;

/**
 * A user for each environment. It can signal no process but its own, the emulator least of all, nor read the
 * environment variables of others or write to the host's folders. Two environments share a user only where 40,000 were
 * made between them, or by chance where two emulators run.
 */
export function userIds(): () => number {
  let made = Math.floor(Math.random() * COUNT);
  return () => {
    made += 1;
    return FIRST + (made % COUNT);
  };
}

/**
 * Who functions are on Lambda: `uid=993(sbx_user1051) gid=990 groups=990` (`id`, in seven published answers of functions, 2020
 * to 2026; before Amazon Linux 2 others).
 */
export const LAMBDA_USER = { uid: 993, gid: 990 } as const;

/** The name and the home that functions have on AWS, where there is no such folder either. */
export const passwdFile = ({ uid, gid }: { readonly uid: number; readonly gid: number }): string =>
  `root:x:0:0:root:/root:/bin/bash\nsbx_user1051:x:${uid}:${gid}::/home/sbx_user1051:/sbin/nologin\n`;
