import type { Cors, FunctionUrlAuthType, InvokeMode } from '@aws-sdk/client-lambda';
import type { EpochMilliseconds } from '../../units/index.js';
import type { FunctionReference } from '../functions/function-name.js';

/** A function URL and where it is served. Never changed, always replaced. */
export interface FunctionUrl {
  /** Whose name is of 32 letters and digits on AWS as well. */
  readonly id: string;
  /** The function, or an alias of it: never a version. */
  readonly target: FunctionReference;
  readonly authType: FunctionUrlAuthType;
  readonly cors?: Cors;
  readonly invokeMode: InvokeMode;
  readonly createdAt: EpochMilliseconds;
  readonly lastModified: EpochMilliseconds;
  readonly port: number;
}

/**
 * By number and not by a name such as `<id>.lambda-url.us-east-1.localhost`: browsers and curl take every name below
 * `localhost` for this machine, but the resolvers of Node.js, Python and Java ask the system, and glibc knows such names
 * only where nss-myhostname or systemd-resolved is set up, which containers have not. A port of its own tells the URLs
 * apart instead.
 */
export const addressOf = ({ port }: FunctionUrl): string => `http://127.0.0.1:${port}/`;
