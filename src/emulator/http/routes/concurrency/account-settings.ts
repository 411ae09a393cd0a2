import type { GetAccountSettingsRequest, GetAccountSettingsResponse } from '@aws-sdk/client-lambda';
import type { LambdaFunction } from '../../../functions/lambda-function.js';
import type { LayerRegistry } from '../../../layers/layer-registry.js';
import { lambdaOperation } from '../../operation.js';

/** Quotas page, read 2026-11: 300 GB of code, 250 MB unzipped and 50 MB zipped a package. */
const TOTAL_CODE_SIZE = 322_122_547_200;
const CODE_SIZE_UNZIPPED = 262_144_000;
const CODE_SIZE_ZIPPED = 52_428_800;

export const getAccountSettings = lambdaOperation(
  'GetAccountSettings',
  (_input: GetAccountSettingsRequest, { service, region }): GetAccountSettingsResponse => {
    const { registry, layers, ledger } = service;
    const functions = registry.functionsIn(region);
    return {
      AccountLimit: {
        TotalCodeSize: TOTAL_CODE_SIZE,
        CodeSizeUnzipped: CODE_SIZE_UNZIPPED,
        CodeSizeZipped: CODE_SIZE_ZIPPED,
        ConcurrentExecutions: ledger.quotas.accountLimit,
        UnreservedConcurrentExecutions: ledger.unreservedIn(region),
      },
      AccountUsage: {
        TotalCodeSize: sum(functions.map(codeSizeOf)) + layersSize(layers, region),
        FunctionCount: functions.length,
      },
    };
  },
);

const codeSizeOf = ({ latest, versions }: LambdaFunction): number =>
  sum([latest, ...versions.values()].map(({ content }) => content.code.size));

const layersSize = (layers: LayerRegistry, region: string): number =>
  sum(layers.layersIn(region).flatMap((name) => layers.versionsOf(region, name).map(({ code }) => code.size)));

const sum = (sizes: readonly number[]): number => sizes.reduce((total, size) => total + size, 0);
