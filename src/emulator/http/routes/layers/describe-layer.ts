import { basename } from 'node:path';
import type { GetLayerVersionResponse, LayerVersionsListItem, Runtime } from '@aws-sdk/client-lambda';
import { type LayerVersion, layerArn } from '../../../layers/layer-registry.js';

export function describeLayer(version: LayerVersion, endpoint: string): GetLayerVersionResponse {
  const { code, region, name } = version;
  return {
    ...describeLayerInList(version),
    LayerArn: layerArn(region, name),
    Content: {
      Location: `${endpoint}/_kelvin/code/${basename(code.archive)}`,
      CodeSha256: code.sha256,
      CodeSize: code.size,
    },
  };
}

/** What a layer said of itself is shown, and no more: two empty lists where there are two. */
export function describeLayerInList(version: LayerVersion): LayerVersionsListItem {
  const { region, name, compatibleRuntimes, compatibleArchitectures, licenseInfo } = version;
  return {
    LayerVersionArn: `${layerArn(region, name)}:${version.version}`,
    Version: version.version,
    Description: version.description,
    CreatedDate: version.createdDate,
    ...(compatibleRuntimes === undefined ? {} : { CompatibleRuntimes: compatibleRuntimes as Runtime[] }),
    ...(compatibleArchitectures === undefined
      ? {}
      : { CompatibleArchitectures: compatibleArchitectures as ('x86_64' | 'arm64')[] }),
    ...(licenseInfo === undefined ? {} : { LicenseInfo: licenseInfo }),
  };
}

interface Wish {
  readonly CompatibleRuntime?: string | undefined;
  readonly CompatibleArchitecture?: string | undefined;
}

export function isCompatible(version: LayerVersion, wish: Wish): boolean {
  const { CompatibleRuntime: runtime, CompatibleArchitecture: architecture } = wish;
  const { compatibleRuntimes = [], compatibleArchitectures = [] } = version;
  return (
    (runtime === undefined || compatibleRuntimes.includes(runtime)) &&
    (architecture === undefined || compatibleArchitectures.includes(architecture))
  );
}
