import type {
  AssociateKmsKeyRequest,
  DeleteRetentionPolicyRequest,
  DisassociateKmsKeyRequest,
  PutLogGroupDeletionProtectionRequest,
  PutRetentionPolicyRequest,
} from '@aws-sdk/client-cloudwatch-logs';
import { logsOperation } from '../operation.js';
import { invalidParameter } from './errors.js';
import { nameOf, requireGroup } from './lookup.js';

/** API reference, PutRetentionPolicy. */
const RETENTIONS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

export const putRetentionPolicy = logsOperation<PutRetentionPolicyRequest, object>(
  'PutRetentionPolicy',
  ({ logGroupName, retentionInDays: days = 0 }, context) => {
    const { settings } = requireGroup(context, logGroupName);
    if (!RETENTIONS.includes(days)) {
      throw invalidParameter(
        `1 validation error detected: Value '${days}' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: [${RETENTIONS.join(', ')}]`,
      );
    }
    settings.retentionInDays = days;
    return {};
  },
);

export const deleteRetentionPolicy = logsOperation<DeleteRetentionPolicyRequest, object>(
  'DeleteRetentionPolicy',
  ({ logGroupName }, context) => {
    delete requireGroup(context, logGroupName).settings.retentionInDays;
    return {};
  },
);

export const putLogGroupDeletionProtection = logsOperation<PutLogGroupDeletionProtectionRequest, object>(
  'PutLogGroupDeletionProtection',
  ({ logGroupIdentifier = '', deletionProtectionEnabled = false }, context) => {
    requireGroup(context, nameOf(logGroupIdentifier)).settings.deletionProtectionEnabled = deletionProtectionEnabled;
    return {};
  },
);

export const associateKmsKey = logsOperation<AssociateKmsKeyRequest, object>(
  'AssociateKmsKey',
  ({ logGroupName, resourceIdentifier = '', kmsKeyId = '' }, context) => {
    requireGroup(context, logGroupName ?? nameOf(resourceIdentifier)).settings.kmsKeyId = kmsKeyId;
    return {};
  },
);

export const disassociateKmsKey = logsOperation<DisassociateKmsKeyRequest, object>(
  'DisassociateKmsKey',
  ({ logGroupName, resourceIdentifier = '' }, context) => {
    delete requireGroup(context, logGroupName ?? nameOf(resourceIdentifier)).settings.kmsKeyId;
    return {};
  },
);
