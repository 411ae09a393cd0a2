import type { OptionSpec } from '../../command.js';

/** Of `kelvin apply`, where the change goes into the user's own files and not to AWS. */
export const DIFF_OPTIONS = {
  diff: {
    flags: '--diff <path>',
    description:
      'print the change of your own files as a diff and touch nothing in AWS: a template, serverless.yml or .tf file, or their folder; can be repeated',
    repeatable: true,
  },
  resource: {
    flags: '--resource <id>',
    description: 'with --diff, what the function is called in the files, where its name does not say so',
  },
  write: { flags: '--write', description: 'with --diff, also change the files' },
} as const satisfies Readonly<Record<string, OptionSpec>>;
