import type { Megabytes } from '../units/index.js';
import type { Connection } from './connection.js';
import { calling } from './explain.js';
import { type FreshVersion, FunctionUnderTest } from './function-under-test.js';
import { invokingAsItIs } from './invoking.js';
import { JoinedLook } from './joined-look.js';
import type { Journal } from './journal/index.js';
import { type Kept, Latest } from './latest.js';
import { ReportFinder } from './report-finder.js';
import { usualLogGroup } from './usual-log-group.js';
import { WatchedInvocations } from './watched-invocations.js';

/**
 * A function of which no version may be published, measured by its `$LATEST`: set to each size for as long as a visit takes,
 * and put back at its end. Whoever else invokes `$LATEST` meanwhile gets that size too, so this is done where it is asked
 * for and never by itself.
 *
 * A visit to the size that it has changes the description alone. AWS does not say which of a function's fields make new
 * execution environments; it says that its status "indicate[s] when the update is complete and the function is processing
 * events with the new configuration" (UpdateFunctionConfiguration, API reference, read 2026-11). So nothing is taken for
 * cold here because it was meant to be: what a report says it was, it was; and one of another memory size is of an
 * environment of before, and in no figure (`memorySizeMB` below).
 *
 * A version holds the code still; here a look after each answer does, and what may have been answered by what somebody else
 * has made of the function says nothing.
 */
export class FunctionOnLatest extends FunctionUnderTest {
  #visits = 0;
  #kept: Kept | undefined;
  #latest: Latest | undefined;
  constructor(
    private readonly target: Connection,
    name: string,
    marker: string,
    private readonly holdLatest: () => Promise<Kept>,
  ) {
    super(target, name, marker);
  }

  override get journal(): Journal | undefined {
    return this.#kept?.journal;
  }

  override async begin(): Promise<void> {
    await this.#held();
  }

  async #held(): Promise<Latest> {
    this.#kept ??= await this.holdLatest();
    this.#latest ??= new Latest(this.target, this.name, this.marker, this.#kept);
    return this.#latest;
  }

  /** `$LATEST` at a memory size; `discard` puts it back. One at a time: there is but one `$LATEST`. */
  override async freshVersion(memorySize: Megabytes, signal: AbortSignal): Promise<FreshVersion> {
    const { target, name } = this;
    const latest = await this.#held();
    this.#visits += 1;
    const number = this.#visits;
    const { LoggingConfig } = await calling(`setting the memory size of $LATEST to ${memorySize} MB`, () =>
      latest.set(memorySize, number, signal),
    );
    const logGroup = LoggingConfig?.LogGroup ?? usualLogGroup(name);
    const reports = new ReportFinder({ logs: target.logs, logGroupName: logGroup });
    const look = new JoinedLook(() =>
      calling('looking whether $LATEST is as it was set', () => latest.checkStillAt(memorySize, number)),
    );
    const watched = new WatchedInvocations(invokingAsItIs(target, name, '$LATEST'), look);
    let back: Promise<void> | undefined;
    const giveBack = (): Promise<void> => {
      back ??= calling('putting $LATEST back', async () => {
        watched.throwTrouble();
        await latest.putBack(memorySize, number);
      });
      return back;
    };
    return {
      version: '$LATEST',
      logGroup,
      memorySizeMB: memorySize,
      invoke: watched.invoke,
      isChanged: () => watched.isTroubled,
      checkUnchanged: () => look.once(),
      fetchReport: (requestId, stop) => reports.find(requestId, stop),
      giveBack,
      discard: giveBack,
    };
  }
}
