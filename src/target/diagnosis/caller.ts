import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { Connection } from '../connection.js';
import { calling, explain } from '../explain.js';
import { stsClient } from '../identity/index.js';

/** Who calls, without the account's id: its last four digits tell one's own accounts apart. */
export interface Caller {
  readonly who: string;
  readonly account: string;
}

/**
 * Asks STS who one is: the one call that nobody can be denied, and that changes nothing. An endpoint that is not AWS may
 * take keys that AWS does not know: then that is said, and is no trouble.
 * @throws TargetError where AWS itself does not know the caller
 */
export async function whoCalls(connection: Connection): Promise<Caller | { readonly unknown: string }> {
  const { control, region, kind, profile } = connection;
  if (kind === 'emulator') return { unknown: "Kelvin's emulator, which asks nobody who they are" };
  const sts = stsClient(
    { ...(profile === undefined ? {} : { profile }), credentials: () => control.config.credentials() },
    region,
  );
  try {
    const ask = () => sts.send(new GetCallerIdentityCommand({}));
    const { Arn, Account } = await (kind === 'aws' ? calling('asking STS who you are', ask) : ask());
    return { who: nameIn(Arn ?? ''), account: masked(Account ?? '') };
  } catch (error) {
    if (kind === 'aws') throw error;
    return { unknown: explain(error, 'asking STS').problem };
  } finally {
    sts.destroy();
  }
}

/** `arn:aws:sts::123456789012:assumed-role/Deployer/session`: the session is somebody's name, mostly. */
function nameIn(arn: string): string {
  const role = /:assumed-role\/([^/]+)/.exec(arn)?.[1];
  if (role !== undefined) return `the role ${role}`;
  const user = /:user\/(?:.*\/)?([^/]+)$/.exec(arn)?.[1];
  if (user !== undefined) return `the user ${user}`;
  return arn.endsWith(':root') ? 'the root user' : 'somebody unknown';
}

const masked = (account: string): string => account.slice(-4).padStart(account.length, '*');
