import { join } from 'node:path';
import type { StoredConfig } from '../code-signing/code-signing-configs.js';
import type { ProvisionedConcurrency } from '../concurrency/provisioned-concurrency.js';
import type { EventSourceMapping } from '../event-sources/event-source-mappings.js';
import type { CodePackage, FunctionVersion } from '../functions/configuration.js';
import type { LambdaFunction } from '../functions/lambda-function.js';
import type { RegistrySnapshot } from '../functions/registry.js';
import type { Keeper, Service } from '../http/route.js';
import type { LayerPolicy } from '../layers/layer-policies.js';
import type { LayersSnapshot } from '../layers/layer-registry.js';
import type { LogsSnapshot } from '../logs/snapshot.js';
import type { FunctionUrl } from '../urls/function-url.js';
import { EventJournal } from './event-journal.js';
import { StateError } from './state-error.js';
import type { StateFolder } from './state-folder.js';

/** What of an emulator outlives it, as plain data: everything that users made, but running invocations and queries. */
interface KeptData {
  readonly functions: RegistrySnapshot;
  readonly layers: LayersSnapshot;
  readonly layerPolicies: ReadonlyMap<string, LayerPolicy>;
  readonly codeSigning: ReadonlyMap<string, StoredConfig>;
  readonly eventSources: ReadonlyMap<string, EventSourceMapping>;
  readonly urls: readonly FunctionUrl[];
  readonly logs: LogsSnapshot;
}

/** Where packages lie in the folder of `--state`. */
export const packagesIn = (folder: StateFolder): string => join(folder.path, 'packages');

/** The state of an emulator on disk: what was so when a change was answered is so after any restart. */
export class KeptState implements Keeper {
  readonly #folder: StateFolder;
  readonly #service: Service;
  readonly #journal: EventJournal;

  private constructor(folder: StateFolder, service: Service, journal: EventJournal) {
    this.#folder = folder;
    this.#service = service;
    this.#journal = journal;
  }

  /** Puts what is in the folder into a service that has nothing yet. @throws StateError for a folder that is damaged. */
  static async restore(folder: StateFolder, service: Service): Promise<KeptState> {
    const data = (await folder.load()) as KeptData | undefined;
    const journal = await EventJournal.open(join(folder.path, 'events.jsonl'), service.logs);
    if (data !== undefined) await restoreInto(service, data, folder);
    await service.code.removeOthers();
    return new KeptState(folder, service, journal);
  }

  save(): Promise<void> {
    return this.#folder.save(() => dataOf(this.#service));
  }

  async close(): Promise<void> {
    await this.#journal.close();
    await this.#folder.close();
  }
}

function dataOf({ registry, layers, layerPolicies, codeSigning, eventSources, urls, logs }: Service): KeptData {
  return {
    functions: registry.snapshot(),
    layers: layers.snapshot(),
    layerPolicies,
    codeSigning: codeSigning.snapshot(),
    eventSources: eventSources.snapshot(),
    urls: urls.all(),
    logs: logs.snapshot(),
  };
}

async function restoreInto(service: Service, data: KeptData, folder: StateFolder): Promise<void> {
  const adopt = async (code: CodePackage): Promise<CodePackage> => {
    try {
      return await service.code.adopt(code);
    } catch {
      throw new StateError(
        `a package of a function is missing below ${packagesIn(folder)}`,
        'put the folder back as the emulator left it, or name another one',
      );
    }
  };
  for (const found of data.functions.functions.values()) await adoptCode(found, adopt);
  const versions = [...data.layers.layers.values()].flat();
  for (const version of versions) Object.assign(version, { code: await adopt(version.code) });
  service.registry.restore(data.functions);
  service.layers.restore({ ...data.layers, deleted: await stillUsed(data, adopt) });
  for (const [arn, policy] of data.layerPolicies) service.layerPolicies.set(arn, policy);
  service.codeSigning.restore(data.codeSigning);
  service.eventSources.restore(data.eventSources);
  service.logs.restore(data.logs);
  for (const found of data.functions.functions.values()) restoreConcurrency(found, service.provisioned, service);
  for (const { port, ...url } of data.urls) await service.urls.open(url, port);
}

/** Of the deleted layers those that some function has: of others the package goes. */
async function stillUsed(
  { functions, layers }: KeptData,
  adopt: (code: CodePackage) => Promise<CodePackage>,
): Promise<ReadonlyMap<string, CodePackage>> {
  const entries = [...functions.functions.values()].flatMap((it) => [it.latest, ...it.versions.values()]);
  const used = new Set(entries.flatMap(({ content }) => content.settings.layers.map(({ arn }) => arn)));
  const kept = [...layers.deleted].filter(([arn]) => used.has(arn));
  return new Map(await Promise.all(kept.map(async ([arn, code]) => [arn, await adopt(code)] as const)));
}

async function adoptCode(found: LambdaFunction, adopt: (code: CodePackage) => Promise<CodePackage>): Promise<void> {
  const moved = async (version: FunctionVersion): Promise<FunctionVersion> => ({
    ...version,
    code: await adopt(version.code),
  });
  for (const entry of [found.latest, ...found.versions.values()]) entry.content = await moved(entry.content);
}

/** Environments are gone with the emulator that had them: provisioned ones are made again. */
function restoreConcurrency(found: LambdaFunction, provisioned: ProvisionedConcurrency, { ledger }: Service): void {
  if (found.reservedConcurrency !== undefined) ledger.reserve(found, found.reservedConcurrency);
  for (const { qualifier, requested } of [...found.provisionedConfigs.values()]) {
    found.provisionedConfigs.delete(qualifier);
    provisioned.put(found, qualifier, requested);
  }
}
