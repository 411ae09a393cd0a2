import type { ProvisionedVersionLine } from '../../recording/index.js';
import { type FreshVersion, type Provisioning, TargetError } from '../../target/index.js';
import { epochMilliseconds, formatMegabytes, type Megabytes } from '../../units/index.js';
import type { Arm } from './arms.js';

/** Who hears of what an arm's versions keep. */
export interface ArmHeard {
  readonly onProvisioned: (line: ProvisionedVersionLine) => void;
  readonly onWait: (activity: string) => void;
}

/** The provisioned concurrency of an arm's versions: recorded from the moment on that it is asked for until it has ended. */
export class KeptVersions {
  readonly #lines: ProvisionedVersionLine[] = [];
  readonly #versions: FreshVersion[] = [];
  #isEnded = false;
  constructor(
    private readonly arm: Arm,
    private readonly isMix: boolean,
    private readonly concurrency: number | undefined,
    private readonly heard: ArmHeard,
  ) {}

  /** Undefined where a version is to have none. */
  provisioning(index: number, memorySizeMB: Megabytes): Provisioning | undefined {
    const { arm, isMix, concurrency, heard } = this;
    if (concurrency === undefined) return undefined;
    return {
      concurrency,
      onAsked: (askedAt) => {
        const line: ProvisionedVersionLine = {
          ...{ type: 'provisioned', block: arm.number, ...(isMix ? { function: index } : {}), memorySizeMB },
          ...{ architecture: arm.architecture ?? 'x86_64', concurrency, askedAt },
        };
        this.#lines.push(line);
        heard.onProvisioned(line);
      },
      onWait: (made, asked) =>
        heard.onWait(`waiting for provisioned concurrency at ${formatMegabytes(memorySizeMB)} (${made} of ${asked})`),
    };
  }

  /** @throws TargetError where AWS could not make it for no fault of the function: that would be a load of something else */
  add(fresh: FreshVersion): void {
    this.#versions.push(fresh);
    const failed = fresh.provisioned?.failed;
    if (failed === undefined || failed.includes('INIT')) return;
    throw new TargetError(
      `AWS could not make the provisioned concurrency: ${failed}`,
      'ask for less with --provisioned',
    );
  }

  async end(): Promise<void> {
    if (this.#isEnded) return;
    this.#isEnded = true;
    for (const [at, { provisioned }] of this.#versions.entries()) {
      await provisioned?.end();
      const line = this.#lines[at];
      if (provisioned === undefined || line === undefined) continue;
      const failed = provisioned.failed === undefined ? {} : { failed: provisioned.failed };
      this.heard.onProvisioned({ ...line, endedAt: epochMilliseconds(Date.now()), ...failed });
    }
  }
}
