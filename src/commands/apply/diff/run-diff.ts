import { type Candidate, type Proposal, propose, type Wanted } from '../../../iac/index.js';
import type { Io } from '../../command.js';
import { CommandError } from '../../command-error.js';
import type { Exit } from '../../exit-code.js';
import { noteText, proposalText } from './proposal-text.js';
import { type ReadFiles, readFiles } from './read-files.js';
import { writeFiles } from './write-files.js';

export interface DiffRequest {
  /** As typed for `--diff`. */
  readonly paths: readonly string[];
  readonly wanted: Wanted;
  readonly write: boolean;
}

/**
 * Prints the change of the user's own files: the diff alone to standard output, so that it can be piped, and what is to
 * be known to standard error.
 * @throws CommandError where the files do not say which function or which place is meant
 */
export function runDiff({ paths, wanted, write }: DiffRequest, io: Io, cwd = process.cwd()): Exit {
  const read = readFiles(paths, cwd);
  const proposal = propose(read.files, wanted);
  switch (proposal.kind) {
    case 'changed':
      print(proposal, read, io);
      if (write) writeFiles(proposal.files, read.files);
      io.stderr.write(write ? `written: ${proposal.files.map(({ path }) => path).join(', ')}\n` : howToTake(read));
      return 'ok';
    case 'unchanged':
      io.stderr.write(proposalText(proposal));
      return 'ok';
    default:
      throw unfit(proposal, paths, wanted);
  }
}

function print(proposal: Extract<Proposal, { kind: 'changed' }>, { files }: ReadFiles, io: Io): void {
  io.stderr.write(proposalText(proposal));
  for (const { path, diff } of proposal.files) {
    io.stdout.write(Buffer.from(diff, files.find((it) => it.path === path)?.encoding ?? 'utf8'));
  }
}

const howToTake = ({ base, isElsewhere }: ReadFiles): string =>
  `nothing was changed: take it with git apply or patch -p1${isElsewhere ? ` in ${base}` : ''}, or add --write\n`;

type Unfit = Exclude<Proposal, { kind: 'changed' | 'unchanged' }>;

function unfit(proposal: Unfit, paths: readonly string[], { functionName }: Wanted): CommandError {
  const notes = proposal.notes.map((note) => `\n    ${noteText(note)}`).join('');
  switch (proposal.kind) {
    case 'none':
      return new CommandError(
        `no Lambda function is declared in ${paths.join(', ')}${notes}`,
        '--diff takes SAM and CloudFormation templates, serverless.yml and Terraform files, or their folder',
      );
    case 'unsure':
      return new CommandError(
        `which function of these files is ${functionName}? ${proposal.why}${listed(proposal.candidates)}${notes}`,
        `name it with --resource${example(proposal.candidates)}, or what it is called in AWS with --function`,
      );
    case 'undecided':
      return new CommandError(
        `${proposal.why}${notes}`,
        `change it by hand in ${proposal.of.path}, where ${proposal.of.id} stands in line ${proposal.of.line}`,
      );
  }
}

/** An id that stands in several files is told apart by its file. */
function example([first, ...others]: readonly Candidate[]): string {
  if (first === undefined) return '';
  const isAmbiguous = others.some(({ id }) => id === first.id);
  return `, such as --resource '${isAmbiguous ? `${first.path}#${first.id}` : first.id}'`;
}

/** So many are shown; a folder may declare hundreds. */
const MOST_LISTED = 12;

function listed(candidates: readonly Candidate[]): string {
  const shown = candidates.slice(0, MOST_LISTED).map((it) => `\n    ${it.id} in ${it.path}:${it.line} (${it.tool})`);
  const left = candidates.length - shown.length;
  return `${shown.join('')}${left > 0 ? `\n    and ${left} more` : ''}`;
}
