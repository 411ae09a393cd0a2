import { randomUUID } from 'node:crypto';
import type { Milliseconds } from '../../units/index.js';
import type { Clock } from '../clock.js';
import { conflict, invalidParameter, notFound, preconditionFailed } from '../service-error.js';
import { type CodePackage, type FunctionVersion, type Settings, sameContent } from './configuration.js';
import { type FunctionReference, functionArn } from './function-name.js';
import type { LambdaFunction, VersionEntry } from './lambda-function.js';

export interface RegistryTerms {
  readonly clock: Clock;
  /** How long a creation or an update takes; with 0 it is done as soon as it has been answered. */
  readonly transition: Milliseconds;
  /** Nobody can invoke this content any more. */
  readonly onReplaced: (version: FunctionVersion) => void;
}

export interface Change {
  readonly settings?: Settings;
  readonly code?: CodePackage;
}

export interface RegistrySnapshot {
  readonly functions: ReadonlyMap<string, LambdaFunction>;
  readonly lastNumber: ReadonlyMap<string, number>;
}

/** All functions, by region and name, with their versions. */
export class Registry {
  readonly #functions = new Map<string, LambdaFunction>();
  /** Outlives the function: "version numbers are never reused, even for a function that has been deleted" (docs). */
  readonly #lastNumber = new Map<string, number>();
  readonly #terms: RegistryTerms;

  constructor(terms: RegistryTerms) {
    this.#terms = terms;
  }

  create(
    { region, name }: FunctionReference,
    settings: Settings,
    code: CodePackage,
    tags: Readonly<Record<string, string>>,
  ): LambdaFunction {
    this.refuseTaken({ region, name });
    const content = this.#dated({ region, name, version: '$LATEST', settings, code });
    const created: LambdaFunction = {
      region,
      name,
      latest: pending(content),
      versions: new Map(),
      aliases: new Map(),
      tags,
      recursiveLoop: 'Terminate',
      provisionedConfigs: new Map(),
      eventInvokeConfigs: new Map(),
      policies: new Map(),
      runtimeManagement: new Map(),
    };
    this.#functions.set(keyOf(created), created);
    this.#settle(created.latest);
    return created;
  }

  refuseTaken(reference: FunctionReference): void {
    if (this.#functions.has(keyOf(reference))) throw conflict(`Function already exist: ${reference.name}`);
  }

  get(reference: FunctionReference): LambdaFunction | undefined {
    return this.#functions.get(keyOf(reference));
  }

  /** @throws ServiceError ResourceNotFoundException with the ARN that was asked for. */
  require(reference: FunctionReference): LambdaFunction {
    const found = this.get(reference);
    if (found === undefined) throw notFound(`Function not found: ${functionArn(reference)}`);
    return found;
  }

  /** The version that a qualifier names, be it by an alias. @throws ServiceError as `require` does. */
  find(reference: FunctionReference): VersionEntry {
    const { latest, versions, aliases } = this.require(reference);
    const { qualifier = '$LATEST' } = reference;
    if (qualifier === '$LATEST') return latest;
    const found = versions.get(aliases.get(qualifier)?.version ?? qualifier);
    if (aliases.get(qualifier)?.version === '$LATEST') return latest;
    if (found === undefined) throw notFound(`Function not found: ${functionArn(reference)}`);
    return found;
  }

  functionsIn(region: string): LambdaFunction[] {
    return [...this.#functions.values()]
      .filter((it) => it.region === region)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Changes `$LATEST`. Invocations run what was there until the update is done. */
  update({ latest }: LambdaFunction, change: Change, revisionId?: string): VersionEntry {
    refuseRevision(latest, revisionId);
    refuseBusy(latest);
    latest.content = this.#dated({ ...latest.content, ...change });
    latest.lastUpdate = 'InProgress';
    latest.revisionId = randomUUID();
    this.#settle(latest);
    return latest;
  }

  /** A new revision of what is shown, for changes that are none of the content: tags, permissions. */
  touch(entry: VersionEntry): void {
    entry.revisionId = randomUUID();
  }

  touchAlias({ aliases }: LambdaFunction, name: string): void {
    const alias = aliases.get(name);
    if (alias !== undefined) aliases.set(name, { ...alias, revisionId: randomUUID() });
  }

  publish(
    found: LambdaFunction,
    wanted: { readonly description?: string; readonly codeSha256?: string; readonly revisionId?: string } = {},
  ): VersionEntry {
    const { latest } = found;
    refuseRevision(latest, wanted.revisionId);
    if (wanted.codeSha256 !== undefined && wanted.codeSha256 !== latest.content.code.sha256) {
      throw invalidParameter(
        `CodeSHA256 (${wanted.codeSha256}) is different from current CodeSHA256 in $LATEST (${latest.content.code.sha256}). Please try again with the CodeSHA256 in $LATEST.`,
      );
    }
    refuseBusy(latest);
    return this.#publish(found, wanted.description, false);
  }

  /** As a part of a creation or an update: the version comes with it, and is pending as long. */
  publishWithChange(found: LambdaFunction): VersionEntry {
    return this.#publish(found, undefined, true);
  }

  delete(found: LambdaFunction): void {
    this.#functions.delete(keyOf(found));
    for (const entry of [found.latest, ...found.versions.values()]) this.#replaced(entry);
  }

  deleteVersion(found: LambdaFunction, number: string): void {
    const entry = found.versions.get(number);
    found.versions.delete(number);
    if (entry !== undefined) this.#replaced(entry);
  }

  /** For whoever keeps it. */
  snapshot(): RegistrySnapshot {
    return { functions: this.#functions, lastNumber: this.#lastNumber };
  }

  /** Takes up what was kept. What was under way then has come to its end meanwhile. */
  restore({ functions, lastNumber }: RegistrySnapshot): void {
    for (const [key, number] of lastNumber) this.#lastNumber.set(key, number);
    for (const [key, found] of functions) {
      for (const entry of [found.latest, ...found.versions.values()]) {
        Object.assign(entry, { ...settled(entry.content), revisionId: entry.revisionId });
      }
      this.#functions.set(key, found);
    }
  }

  #publish(found: LambdaFunction, description: string | undefined, isPending: boolean): VersionEntry {
    const { content } = found.latest;
    const settings = { ...content.settings, description: description ?? content.settings.description };
    const number = this.#lastNumber.get(keyOf(found)) ?? 0;
    const previous = found.versions.get(String(number));
    if (previous !== undefined && isUnchanged(found)) return previous;
    const version = this.#dated({ ...content, settings, version: String(number + 1) });
    const entry = isPending ? pending(version) : settled(version);
    this.#lastNumber.set(keyOf(found), number + 1);
    found.versions.set(version.version, entry);
    found.lastPublished = content;
    this.touch(found.latest);
    if (isPending) this.#settle(entry);
    return entry;
  }

  #settle(entry: VersionEntry): void {
    const settle = (): void => {
      const before = entry.serving;
      Object.assign(entry, settled(entry.content));
      if (before !== undefined && before !== entry.content) this.#terms.onReplaced(before);
    };
    const { clock, transition } = this.#terms;
    if (transition === 0) queueMicrotask(settle);
    else clock.after(transition, settle);
  }

  #replaced({ content, serving }: VersionEntry): void {
    this.#terms.onReplaced(content);
    if (serving !== undefined && serving !== content) this.#terms.onReplaced(serving);
  }

  #dated(version: Omit<FunctionVersion, 'lastModified'>): FunctionVersion {
    return { ...version, lastModified: this.#terms.clock.epoch() };
  }
}

function pending(content: FunctionVersion): VersionEntry {
  return { content, serving: undefined, state: 'Pending', lastUpdate: undefined, revisionId: randomUUID() };
}

function settled(content: FunctionVersion): VersionEntry {
  return { content, serving: content, state: 'Active', lastUpdate: 'Successful', revisionId: randomUUID() };
}

/**
 * What counts is `$LATEST` then and now: a description that is given to the version alone makes no new one (recorded
 * answers of PublishVersion, 2025-11).
 */
const isUnchanged = ({ latest, lastPublished }: LambdaFunction): boolean =>
  lastPublished !== undefined && sameContent(lastPublished, latest.content);

export function refuseRevision({ revisionId }: { readonly revisionId: string }, wanted: string | undefined): void {
  if (wanted !== undefined && wanted !== revisionId) throw preconditionFailed('GetFunction/GetAlias');
}

function refuseBusy({ content, state, lastUpdate }: VersionEntry): void {
  if (state === 'Pending') throw notYet(state);
  if (lastUpdate !== 'InProgress') return;
  const arn = functionArn({ region: content.region, name: content.name });
  throw conflict(`The operation cannot be performed at this time. An update is in progress for resource: ${arn}`);
}

export const notYet = (state: string) =>
  conflict(
    `The operation cannot be performed at this time. The function is currently in the following state: ${state}`,
  );

const keyOf = ({ region, name }: { readonly region: string; readonly name: string }): string => `${region}:${name}`;
