import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.js';
import { conflict, invalidParameter, notFound, preconditionFailed } from '../service-error.js';
import { type CodePackage, type FunctionVersion, type Settings, sameContent } from './configuration.js';
import { type FunctionReference, functionArn } from './function-name.js';

interface LambdaFunction {
  latest: FunctionVersion;
  readonly versions: Map<string, FunctionVersion>;
  readonly tags: Readonly<Record<string, string>>;
}

/** All functions, by region and name. Tells its listener which version nobody can invoke any more. */
export class Registry {
  readonly #functions = new Map<string, LambdaFunction>();
  /** Outlives the function: "version numbers are never reused, even for a function that has been deleted" (docs). */
  readonly #lastNumber = new Map<string, number>();
  readonly #clock: Clock;
  readonly #onReplaced: (version: FunctionVersion) => void;

  constructor(clock: Clock, onReplaced: (version: FunctionVersion) => void) {
    this.#clock = clock;
    this.#onReplaced = onReplaced;
  }

  create(
    reference: FunctionReference,
    settings: Settings,
    code: CodePackage,
    tags: Readonly<Record<string, string>>,
  ): FunctionVersion {
    this.refuseTaken(reference);
    const { region, name } = reference;
    const latest = this.#stamped({ region, name, version: '$LATEST', settings, code });
    this.#functions.set(keyOf(reference), { latest, versions: new Map(), tags });
    return latest;
  }

  refuseTaken(reference: FunctionReference): void {
    if (this.#functions.has(keyOf(reference))) throw conflict(`Function already exist: ${reference.name}`);
  }

  /** @throws ServiceError ResourceNotFoundException with the ARN that was asked for. */
  find(reference: FunctionReference): FunctionVersion {
    const found = this.#functions.get(keyOf(reference));
    const { qualifier = '$LATEST' } = reference;
    const version = qualifier === '$LATEST' ? found?.latest : found?.versions.get(qualifier);
    if (version === undefined) throw notFound(`Function not found: ${functionArn(reference)}`);
    return version;
  }

  tagsOf(reference: FunctionReference): Readonly<Record<string, string>> {
    return this.#require(reference).tags;
  }

  /** `$LATEST` first, then the numbers in order. */
  versionsOf(reference: FunctionReference): FunctionVersion[] {
    const { latest, versions } = this.#require(reference);
    return [latest, ...versions.values()];
  }

  functionsIn(region: string): { latest: FunctionVersion; versions: FunctionVersion[] }[] {
    return [...this.#functions.values()]
      .filter((it) => it.latest.region === region)
      .map((it) => ({ latest: it.latest, versions: [...it.versions.values()] }))
      .sort((a, b) => (a.latest.name < b.latest.name ? -1 : 1));
  }

  update(
    reference: FunctionReference,
    change: { readonly settings?: Settings; readonly code?: CodePackage },
    revisionId?: string,
  ): FunctionVersion {
    const found = this.#require(reference);
    const before = found.latest;
    if (revisionId !== undefined && revisionId !== before.revisionId) throw preconditionFailed();
    found.latest = this.#stamped({ ...before, ...change });
    this.#onReplaced(before);
    return found.latest;
  }

  publish(
    reference: FunctionReference,
    wanted: { readonly description?: string; readonly codeSha256?: string; readonly revisionId?: string } = {},
  ): FunctionVersion {
    const found = this.#require(reference);
    const { latest } = found;
    if (wanted.revisionId !== undefined && wanted.revisionId !== latest.revisionId) throw preconditionFailed();
    if (wanted.codeSha256 !== undefined && wanted.codeSha256 !== latest.code.sha256) {
      throw invalidParameter(
        `CodeSHA256 (${wanted.codeSha256}) is different from current CodeSHA256 in $LATEST (${latest.code.sha256}). Please try again with the CodeSHA256 in $LATEST.`,
      );
    }
    const description = wanted.description ?? latest.settings.description;
    const candidate = { ...latest, settings: { ...latest.settings, description } };
    const number = this.#lastNumber.get(keyOf(reference)) ?? 0;
    const previous = found.versions.get(String(number));
    if (previous !== undefined && sameContent(previous, candidate)) return previous;
    const version = this.#stamped({ ...candidate, version: String(number + 1) });
    this.#lastNumber.set(keyOf(reference), number + 1);
    found.versions.set(version.version, version);
    return version;
  }

  delete(reference: FunctionReference): void {
    const found = this.#require(reference);
    const { qualifier } = reference;
    if (qualifier === '$LATEST') {
      throw invalidParameter('$LATEST version cannot be deleted without deleting the function.');
    }
    if (qualifier === undefined) {
      this.#functions.delete(keyOf(reference));
      [found.latest, ...found.versions.values()].forEach(this.#onReplaced);
      return;
    }
    const version = found.versions.get(qualifier);
    found.versions.delete(qualifier);
    if (version !== undefined) this.#onReplaced(version);
  }

  #require(reference: FunctionReference): LambdaFunction {
    const found = this.#functions.get(keyOf(reference));
    if (found === undefined) throw notFound(`Function not found: ${functionArn(reference)}`);
    return found;
  }

  #stamped(version: Omit<FunctionVersion, 'lastModified' | 'revisionId'>): FunctionVersion {
    return { ...version, lastModified: this.#clock.epoch(), revisionId: randomUUID() };
  }
}

const keyOf = ({ region, name }: FunctionReference): string => `${region}:${name}`;
