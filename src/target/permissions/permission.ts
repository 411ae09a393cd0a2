/**
 * What an action acts on, as a policy names it. `function` is the function without a qualifier, `version` its versions and
 * aliases, `hook` another function that is a hook: so `lambda:DeleteFunction` on `version` alone removes versions and never the function.
 * That AWS looks at the qualified ARN for DeleteFunction could not be verified without an account (its guide's table of
 * 2022 says "Function"); `kelvin doctor --aws` tries it.
 */
export type On = 'account' | 'function' | 'version' | 'copy' | 'role' | 'log-group' | 'copy-log-group' | 'hook';

/** One line of a policy. */
export interface Permission {
  /** As IAM calls it: `lambda:PublishVersion`. */
  readonly action: string;
  readonly on: readonly On[];
  /** What Kelvin does with it, in a few words. */
  readonly why: string;
  /** What is lost without it; absent where the command cannot do its work then. */
  readonly without?: string;
}
