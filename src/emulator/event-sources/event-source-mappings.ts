import { randomUUID } from 'node:crypto';
import type { EventSourceMappingConfiguration } from '@aws-sdk/client-lambda';
import type { Milliseconds } from '../../units/index.js';
import type { Clock } from '../clock.js';
import { ACCOUNT_ID } from '../functions/function-name.js';

export interface EventSourceMapping {
  readonly region: string;
  readonly uuid: string;
  readonly arn: string;
  configuration: EventSourceMappingConfiguration;
  tags: Readonly<Record<string, string>>;
}

/**
 * Event source mappings: stored, returned and moved through their states. Nothing is read from any source, as there is
 * none here: no stream, queue or broker.
 */
export class EventSourceMappings {
  readonly #mappings = new Map<string, EventSourceMapping>();
  readonly #clock: Clock;
  readonly #transition: Milliseconds;

  constructor(clock: Clock, transition: Milliseconds) {
    this.#clock = clock;
    this.#transition = transition;
  }

  create(
    region: string,
    uuid: string,
    configuration: EventSourceMappingConfiguration,
    tags: Readonly<Record<string, string>>,
    enabled: boolean,
  ): EventSourceMapping {
    const arn = `arn:aws:lambda:${region}:${ACCOUNT_ID}:event-source-mapping:${uuid}`;
    const shown = { ...configuration, UUID: uuid, EventSourceMappingArn: arn };
    const mapping: EventSourceMapping = { region, uuid, arn, configuration: shown, tags };
    this.#mappings.set(uuid, mapping);
    this.#move(mapping, 'Creating', enabled ? 'Enabled' : 'Disabled');
    return mapping;
  }

  update(mapping: EventSourceMapping, changes: EventSourceMappingConfiguration, enabled: boolean | undefined): void {
    const isEnabled = enabled ?? !/^Disabl/.test(mapping.configuration.State ?? '');
    mapping.configuration = { ...mapping.configuration, ...changes };
    this.#move(mapping, enabled === false ? 'Disabling' : 'Updating', isEnabled ? 'Enabled' : 'Disabled');
  }

  delete(mapping: EventSourceMapping): void {
    this.#move(mapping, 'Deleting', undefined);
  }

  /** For whoever keeps them. */
  snapshot(): ReadonlyMap<string, EventSourceMapping> {
    return this.#mappings;
  }

  /** Takes up what was kept. What was under way then has come to its end meanwhile. */
  restore(mappings: ReadonlyMap<string, EventSourceMapping>): void {
    for (const [uuid, mapping] of mappings) {
      const state = mapping.configuration.State ?? '';
      if (state === 'Deleting') continue;
      if (/ing$/.test(state)) this.#show(mapping, state === 'Disabling' ? 'Disabled' : 'Enabled');
      this.#mappings.set(uuid, mapping);
    }
  }

  find(uuid: string): EventSourceMapping | undefined {
    return this.#mappings.get(uuid);
  }

  in(region: string): EventSourceMapping[] {
    return [...this.#mappings.values()].filter((it) => it.region === region);
  }

  #move(mapping: EventSourceMapping, through: string, to: string | undefined): void {
    this.#show(mapping, through);
    const arrive = (): void => {
      if (mapping.configuration.State !== through) return;
      if (to === undefined) this.#mappings.delete(mapping.uuid);
      else this.#show(mapping, to);
    };
    if (this.#transition === 0) setImmediate(arrive);
    else this.#clock.after(this.#transition, arrive);
  }

  #show(mapping: EventSourceMapping, state: string): void {
    mapping.configuration = { ...mapping.configuration, State: state, LastModified: new Date(this.#clock.epoch()) };
  }
}

export const newMappingId = (): string => randomUUID();
