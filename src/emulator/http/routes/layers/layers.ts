import type {
  DeleteLayerVersionRequest,
  GetLayerVersionByArnRequest,
  GetLayerVersionRequest,
  GetLayerVersionResponse,
  ListLayersRequest,
  ListLayersResponse,
  ListLayerVersionsRequest,
  ListLayerVersionsResponse,
  PublishLayerVersionRequest,
  PublishLayerVersionResponse,
} from '@aws-sdk/client-lambda';
import { type LayerVersion, layerArn, parseLayerVersionArn } from '../../../layers/layer-registry.js';
import { invalidParameter, notFound } from '../../../service-error.js';
import { type Context, lambdaOperation } from '../../operation.js';
import { page } from '../../pages.js';
import { noBuckets } from '../functions/create-function.js';
import { describeLayer, describeLayerInList, isCompatible } from './describe-layer.js';
import { layerNameOf } from './layer-name.js';

export const publishLayerVersion = lambdaOperation('PublishLayerVersion', publish);

async function publish(input: PublishLayerVersionRequest, context: Context): Promise<PublishLayerVersionResponse> {
  const { layers, code: packages, clock, endpoint } = context.service;
  const { Content, CompatibleRuntimes: runtimes, CompatibleArchitectures: architectures } = input;
  if (Content?.S3Bucket !== undefined || Content?.S3Key !== undefined) throw noBuckets(Content.S3Key);
  if (Content?.ZipFile === undefined) throw invalidParameter('Please provide a source for layer content.');
  const code = await packages.add(Buffer.from(Content.ZipFile));
  const published = layers.publish({
    region: context.region,
    name: layerNameOf(input.LayerName ?? '', context.region),
    description: input.Description ?? '',
    createdDate: new Date(clock.epoch()).toISOString().replace('Z', '+0000'),
    ...(runtimes === undefined ? {} : { compatibleRuntimes: runtimes }),
    ...(architectures === undefined ? {} : { compatibleArchitectures: architectures }),
    ...(input.LicenseInfo === undefined ? {} : { licenseInfo: input.LicenseInfo }),
    code,
  });
  return describeLayer(published, endpoint);
}

export const getLayerVersion = lambdaOperation(
  'GetLayerVersion',
  (input: GetLayerVersionRequest, context): GetLayerVersionResponse => {
    const version = input.VersionNumber ?? 0;
    const name = layerNameOf(input.LayerName ?? '', context.region);
    refuseBelowOne(version);
    return found(context.service.layers.find(context.region, name, version), context);
  },
);

export const getLayerVersionByArn = lambdaOperation(
  'GetLayerVersionByArn',
  (input: GetLayerVersionByArnRequest, context): GetLayerVersionResponse => {
    const { layerRegion, name, version } = parseLayerVersionArn(input.Arn ?? '');
    refuseBelowOne(version);
    return found(context.service.layers.find(layerRegion, name, version), context);
  },
);

export const deleteLayerVersion = lambdaOperation(
  'DeleteLayerVersion',
  (input: DeleteLayerVersionRequest, context): object => {
    const version = input.VersionNumber ?? 0;
    refuseBelowOne(version);
    context.service.layers.delete(context.region, layerNameOf(input.LayerName ?? '', context.region), version);
    return {};
  },
);

export const listLayers = lambdaOperation('ListLayers', (input: ListLayersRequest, context): ListLayersResponse => {
  const { layers } = context.service;
  const newest = layers.layersIn(context.region).flatMap((name) => {
    const latest = layers.versionsOf(context.region, name).findLast((version) => isCompatible(version, input));
    return latest === undefined ? [] : [latest];
  });
  const { items, next } = page(newest, input.Marker, input.MaxItems);
  return {
    Layers: items.map((latest) => ({
      LayerName: latest.name,
      LayerArn: layerArn(latest.region, latest.name),
      LatestMatchingVersion: describeLayerInList(latest),
    })),
    NextMarker: next,
  };
});

export const listLayerVersions = lambdaOperation(
  'ListLayerVersions',
  (input: ListLayerVersionsRequest, context): ListLayerVersionsResponse => {
    const name = layerNameOf(input.LayerName ?? '', context.region);
    const all = context.service.layers.versionsOf(context.region, name).filter((it) => isCompatible(it, input));
    const { items, next } = page(all.toReversed(), input.Marker, input.MaxItems);
    return { LayerVersions: items.map(describeLayerInList), NextMarker: next };
  },
);

function refuseBelowOne(version: number): void {
  if (!(version >= 1)) throw invalidParameter('Layer Version Cannot be less than 1');
}

function found(version: LayerVersion | undefined, { service }: Context): GetLayerVersionResponse {
  if (version === undefined) throw notFound('The resource you requested does not exist.');
  return describeLayer(version, service.endpoint);
}
