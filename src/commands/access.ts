import type { Access } from '../target/index.js';
import type { RawOptions } from './command.js';
import { CommandError } from './command-error.js';

const ROLE = /^arn:aws[\w-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/;

/** By whose credentials a command calls AWS. @throws CommandError where --assume-role is no role's ARN */
export function accessOf({ profile, assumeRole }: RawOptions): Access {
  if (typeof assumeRole === 'string' && !ROLE.test(assumeRole)) {
    throw new CommandError(`--assume-role ${assumeRole} is no role`, 'name its ARN: arn:aws:iam::ACCOUNT:role/NAME');
  }
  return {
    ...(typeof profile === 'string' ? { profile } : {}),
    ...(typeof assumeRole === 'string' ? { assumeRole } : {}),
  };
}
