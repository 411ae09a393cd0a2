import { randomBytes } from 'node:crypto';
import type { CodeSigningConfig } from '@aws-sdk/client-lambda';
import type { Clock } from '../clock.js';
import { ACCOUNT_ID } from '../functions/function-name.js';

type Tags = Readonly<Record<string, string>>;

export type StoredConfig = CodeSigningConfig & { readonly region: string; readonly tags: Tags };

type Changes = Partial<Pick<CodeSigningConfig, 'Description' | 'AllowedPublishers' | 'CodeSigningPolicies'>>;

/** Code signing configurations, by ARN: stored and returned. There is no signer, so nothing is verified against them. */
export class CodeSigningConfigs {
  readonly #configs = new Map<string, StoredConfig>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  create(region: string, changes: Changes, tags: Tags = {}): StoredConfig {
    const id = `csc-${idOf(randomBytes(17))}`;
    const config: StoredConfig = {
      region,
      tags,
      CodeSigningConfigId: id,
      CodeSigningConfigArn: `arn:aws:lambda:${region}:${ACCOUNT_ID}:code-signing-config:${id}`,
      Description: changes.Description ?? '',
      AllowedPublishers: changes.AllowedPublishers,
      CodeSigningPolicies: changes.CodeSigningPolicies ?? { UntrustedArtifactOnDeployment: 'Warn' },
      LastModified: this.#now(),
    };
    this.#configs.set(config.CodeSigningConfigArn ?? '', config);
    return config;
  }

  /** For whoever keeps them. */
  snapshot(): ReadonlyMap<string, StoredConfig> {
    return this.#configs;
  }

  restore(configs: ReadonlyMap<string, StoredConfig>): void {
    for (const [arn, config] of configs) this.#configs.set(arn, config);
  }

  find(arn: string): StoredConfig | undefined {
    return this.#configs.get(arn);
  }

  in(region: string): StoredConfig[] {
    return [...this.#configs.values()].filter((it) => it.region === region);
  }

  update(config: StoredConfig, changes: Changes): StoredConfig {
    const given = Object.entries(changes).filter(([, value]) => value !== undefined);
    const changed = { ...config, ...Object.fromEntries(given), LastModified: this.#now() };
    this.#configs.set(config.CodeSigningConfigArn ?? '', changed);
    return changed;
  }

  tag(config: StoredConfig, tags: Tags): void {
    this.#configs.set(config.CodeSigningConfigArn ?? '', { ...config, tags });
  }

  delete(config: StoredConfig): void {
    this.#configs.delete(config.CodeSigningConfigArn ?? '');
  }

  #now(): string {
    return new Date(this.#clock.epoch()).toISOString().replace('Z', '+0000');
  }
}

const LETTERS = '0123456789abcdefghijklmnopqrstuvwxyz';
const idOf = (bytes: Buffer): string => [...bytes].map((it) => LETTERS[it % LETTERS.length]).join('');
