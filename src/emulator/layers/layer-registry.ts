import type { LayerReference } from '../functions/configuration.js';
import { ACCOUNT_ID } from '../functions/function-name.js';
import { invalidParameter } from '../service-error.js';

/** One published version of a layer. Never changed; a deleted one stays for the functions that use it. */
export interface LayerVersion {
  readonly region: string;
  readonly name: string;
  readonly version: number;
  readonly description: string;
  /** ISO 8601. */
  readonly createdDate: string;
  readonly compatibleRuntimes?: readonly string[];
  readonly compatibleArchitectures?: readonly string[];
  readonly licenseInfo?: string;
  readonly code: LayerCode;
}

/** The zip of a layer, unpacked. */
export interface LayerCode {
  readonly folder: string;
  readonly archive: string;
  readonly size: number;
  readonly unzippedBytes?: number;
  /** Base64. */
  readonly sha256: string;
}

/** "5 layers" (quotas page, read 2026-10). */
const MAX_LAYERS = 5;

export interface LayersSnapshot {
  readonly layers: ReadonlyMap<string, LayerVersion[]>;
  /** By ARN, for the functions that still use them. */
  readonly deleted: ReadonlyMap<string, LayerCode>;
  readonly lastNumber: ReadonlyMap<string, number>;
}

/** All layers, by region and name, with their versions in order. */
export class LayerRegistry {
  readonly #layers = new Map<string, LayerVersion[]>();
  /** By ARN: deleted for whoever looks for them, and there for the functions that use them. */
  readonly #deleted = new Map<string, LayerCode>();
  /** A number never comes again. */
  readonly #lastNumber = new Map<string, number>();

  publish(layer: Omit<LayerVersion, 'version'>): LayerVersion {
    const key = keyOf(layer.region, layer.name);
    const version = (this.#lastNumber.get(key) ?? 0) + 1;
    this.#lastNumber.set(key, version);
    const published = { ...layer, version };
    this.#layers.set(key, [...(this.#layers.get(key) ?? []), published]);
    return published;
  }

  /** For whoever keeps it. */
  snapshot(): LayersSnapshot {
    return { layers: this.#layers, deleted: this.#deleted, lastNumber: this.#lastNumber };
  }

  restore({ layers, deleted, lastNumber }: LayersSnapshot): void {
    for (const [arn, code] of deleted) this.#deleted.set(arn, code);
    for (const [key, versions] of layers) this.#layers.set(key, versions);
    for (const [key, number] of lastNumber) this.#lastNumber.set(key, number);
  }

  find(region: string, name: string, version: number): LayerVersion | undefined {
    return this.versionsOf(region, name).find((it) => it.version === version);
  }

  /** Oldest first; none for a layer that is not there. */
  versionsOf(region: string, name: string): readonly LayerVersion[] {
    return this.#layers.get(keyOf(region, name)) ?? [];
  }

  layersIn(region: string): string[] {
    const names = [...this.#layers.values()].flatMap(([first]) => (first?.region === region ? [first.name] : []));
    return names.sort();
  }

  delete(region: string, name: string, version: number): void {
    const deleted = this.find(region, name, version);
    if (deleted !== undefined) this.#deleted.set(`${layerArn(region, name)}:${version}`, deleted.code);
    const left = this.versionsOf(region, name).filter((it) => it.version !== version);
    if (left.length === 0) this.#layers.delete(keyOf(region, name));
    else this.#layers.set(keyOf(region, name), left);
  }

  /** What a function's list of ARNs refers to, in order. @throws ServiceError in AWS's words for what cannot be used. */
  resolve(arns: readonly string[], region: string): LayerReference[] {
    if (arns.length > MAX_LAYERS) {
      throw invalidParameter(`Cannot reference more than ${MAX_LAYERS} layers.`);
    }
    const found = arns.map((arn) => {
      const { layer, layerRegion, name, version } = parseLayerVersionArn(arn);
      if (layerRegion !== region) {
        throw invalidParameter(
          `Layers are not in the same region as the function. Layers are expected to be in region ${region}.`,
        );
      }
      const published = this.find(region, name, version);
      if (published === undefined) throw invalidParameter(`Layer version ${arn} does not exist.`);
      return { arn, layer, codeSize: published.code.size };
    });
    refuseTwice(found);
    return found.map(({ arn, codeSize }) => ({ arn, codeSize }));
  }

  /** The unpacked zip of a layer that a function refers to. */
  codeOf({ arn }: LayerReference): LayerCode | undefined {
    const { layerRegion, name, version } = parseLayerVersionArn(arn);
    return this.find(layerRegion, name, version)?.code ?? this.#deleted.get(arn);
  }

  /** In their order, those of them whose code is there. */
  codesOf(references: readonly LayerReference[]): LayerCode[] {
    return references.flatMap((reference) => this.codeOf(reference) ?? []);
  }
}

function refuseTwice(layers: readonly { readonly arn: string; readonly layer: string }[]): void {
  for (const [index, { arn, layer }] of layers.entries()) {
    const again = layers.slice(index + 1).find((it) => it.layer === layer);
    if (again === undefined) continue;
    throw invalidParameter(
      `Two different versions of the same layer are not allowed to be referenced in the same function. ${arn} and ${again.arn} are versions of the same layer.`,
    );
  }
}

/** The model's pattern has been met: `arn:aws:lambda:REGION:ACCOUNT:layer:NAME:VERSION`. */
export function parseLayerVersionArn(arn: string) {
  const parts = arn.split(':');
  return {
    layer: parts.slice(0, 7).join(':'),
    layerRegion: parts[3] ?? '',
    name: parts[6] ?? '',
    version: Number(parts[7]),
  };
}

export const layerArn = (region: string, name: string): string =>
  `arn:aws:lambda:${region}:${ACCOUNT_ID}:layer:${name}`;

const keyOf = (region: string, name: string): string => `${region}:${name}`;
