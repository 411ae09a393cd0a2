import {
  type FunctionConfiguration,
  PublishVersionCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { formatMegabytes, type Megabytes } from '../../units/index.js';
import { TargetError } from '../error.js';
import { calling } from '../explain.js';
import type { AliasRouting, Change } from '../journal/index.js';
import { isLock, putBack } from '../put-back/index.js';
import { refuseChanged, refuseOtherVersion } from '../somebody-else.js';
import { whenReady } from '../when-ready.js';
import { moveAlias, type OfFunction } from './move-alias.js';

export interface AppliedParts extends OfFunction {
  /** `$LATEST` as the run has found it. */
  readonly original: FunctionConfiguration;
}

/** So often may AWS itself move the revision between the look and the change. */
const MOST_ATTEMPTS = 5;

/**
 * A change of a function that is to stay. Until `settle` everything is as in any run: whoever ends, and whoever kills it,
 * has the journal put all of it back. At `settle` it is struck out of the journal, at one moment.
 */
export class AppliedChange {
  #version: string | undefined;
  constructor(private readonly parts: AppliedParts) {}

  /** Sets that of `$LATEST` and waits for it. @throws TargetError where somebody else has changed the function */
  setMemorySize(memorySizeMB: Megabytes, signal: AbortSignal): Promise<void> {
    return calling(`setting the memory size to ${formatMegabytes(memorySizeMB)}`, async () => {
      for (let attempt = 1; ; attempt += 1) {
        const now = await this.#ready(signal);
        if (now.MemorySize === memorySizeMB) return this.#refuseChanged(now, memorySizeMB);
        this.#refuseChanged(now, this.#original.memorySizeMB);
        if (attempt > MOST_ATTEMPTS) throw changesAllTheTime(this.parts.functionName);
        this.parts.journal.before({ kind: 'configuration', memorySizeMB, description: this.#original.description });
        await this.#update(memorySizeMB, now.RevisionId);
      }
    });
  }

  /**
   * Publishes `$LATEST`, which holds the new memory size. AWS refuses where the code is no longer what was measured.
   * @returns the number of the version; of one that was there already where AWS finds it the same
   */
  publish(memorySizeMB: Megabytes, signal: AbortSignal): Promise<string> {
    return calling('publishing the version', async () => {
      const { connection, functionName: FunctionName, journal, original } = this.parts;
      const Description = `${formatMegabytes(memorySizeMB)}, applied by ${journal.head.marker}`;
      journal.before({ kind: 'version', description: Description });
      const code = original.CodeSha256 === undefined ? {} : { CodeSha256: original.CodeSha256 };
      const made = await connection.control.send(new PublishVersionCommand({ FunctionName, Description, ...code }));
      const { Version: version = '$LATEST' } = made;
      refuseOtherVersion(made, memorySizeMB);
      this.#version = version;
      if (made.Description === Description) journal.before({ kind: 'published', version });
      const ready = await whenReady(connection, FunctionName, { qualifier: version, signal });
      // What somebody has set since the look before would be released with it.
      this.#refuseChanged({ ...ready, Description: this.#original.description }, memorySizeMB);
      return version;
    });
  }

  /** Has an alias lead elsewhere. @throws TargetError where it does not lead to `from` any more */
  moveAlias(name: string, from: AliasRouting, to: AliasRouting): Promise<void> {
    return moveAlias(this.parts, name, from, to);
  }

  /** From now on it stays. What is of the run alone is still put back. */
  settle(): void {
    const { marker } = this.parts.journal.head;
    const isToStay = (change: Change): boolean => {
      switch (change.kind) {
        case 'configuration':
        case 'alias-target':
          return true;
        case 'published':
          return change.version === this.#version;
        case 'version':
          return change.description.endsWith(`applied by ${marker}`);
        default:
          return false;
      }
    };
    this.parts.journal.settle(isToStay);
  }

  /**
   * Puts everything back but the lock, which stays until the run ends: until then its journal is gone through once more.
   * @returns what is somebody else's by now, and was not touched @throws TargetError for what is left
   */
  async rollBack(): Promise<readonly string[]> {
    const { head, changes } = this.parts.journal;
    const { left, theirs } = await putBack(this.parts.connection, {
      head,
      changes: changes.filter((it) => !isLock(it)),
    });
    if (left.length === 0) return theirs;
    throw new TargetError(
      `not all of it could be rolled back: ${left.map(({ why }) => why).join('; ')}`,
      'it is tried once more when the run ends, and the journal in its folder says what is left then',
    );
  }

  get #original(): { readonly memorySizeMB: number; readonly description: string } {
    const { MemorySize = 128, Description = '' } = this.parts.original;
    return { memorySizeMB: MemorySize, description: Description };
  }

  #ready(signal: AbortSignal): Promise<FunctionConfiguration> {
    return whenReady(this.parts.connection, this.parts.functionName, { signal });
  }

  #refuseChanged(now: FunctionConfiguration, memorySizeMB: number): void {
    const { functionName, original } = this.parts;
    refuseChanged(functionName, original, now, { memorySizeMB, description: this.#original.description });
  }

  /** Whether it has been made tells the next look: where something has come in between, the revision keeps it from being. */
  async #update(MemorySize: Megabytes, revision: string | undefined): Promise<void> {
    const RevisionId = revision === undefined ? {} : { RevisionId: revision };
    const input = { FunctionName: this.parts.functionName, MemorySize, ...RevisionId };
    try {
      await this.parts.connection.control.send(new UpdateFunctionConfigurationCommand(input));
    } catch (error) {
      if ((error as Error).name !== 'PreconditionFailedException') throw error;
    }
  }
}

const changesAllTheTime = (name: string): TargetError =>
  new TargetError(`${name} changes all the time`, 'wait until whoever changes it is done');
