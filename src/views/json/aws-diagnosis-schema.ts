import { z } from 'zod';
import type { AwsDiagnosis } from '../../target/index.js';

/** What `kelvin doctor --aws --json` prints, schemaVersion 1. */
export const AWS_DIAGNOSIS_SCHEMA_VERSION = 1;

const allowed = z.enum(['allowed', 'denied', 'unknown']);

const permissionSchema = z.strictObject({
  action: z.string().describe('as IAM calls it: lambda:PublishVersion'),
  on: z
    .enum(['account', 'function', 'version', 'copy', 'role', 'log-group', 'copy-log-group', 'hook'])
    .describe('what it acts on; version: versions and aliases'),
  why: z.string().describe('what Kelvin does with it'),
  without: z.string().optional().describe('what is lost without it; absent where the command cannot do its work then'),
  harmless: z.string().optional().describe('how it was tried, and why that changes nothing; absent where it was not'),
  verdict: allowed.describe('unknown: it was not tried, or its answer does not tell'),
  problem: z.string().optional().describe('of what is denied or unknown'),
  hint: z.string().optional().describe('of what is denied: by what, and the policy line that allows it'),
});

const needSchema = z.strictObject({
  need: z.string().describe('a command, or a part of one, by the name that --for and --policy know'),
  title: z.string(),
  verdict: z
    .enum(['allowed', 'partly', 'denied', 'unknown'])
    .describe('denied: one that it cannot do without; partly: one that it can'),
  permissions: z.array(permissionSchema),
});

const functionSchema = z.strictObject({
  name: z.string(),
  what: z.string().describe('its state, memory size, runtime, architecture and concurrency, in words'),
  warnings: z.array(z.string()).describe('what gets into the way of measuring it'),
});

const policyForSchema = z
  .strictObject({
    region: z.string().optional(),
    functionName: z.string().optional(),
    hookName: z.string().optional(),
    roleName: z.string().optional().describe("the function's execution role, with its path"),
    logGroup: z.string().optional(),
  })
  .describe('what the policies of its hints are written for');

export const awsDiagnosisSchema = z.strictObject({
  schemaVersion: z.literal(AWS_DIAGNOSIS_SCHEMA_VERSION),
  kind: z.enum(['aws', 'emulator', 'endpoint']).describe('endpoint: some other that speaks the Lambda API'),
  endpoint: z.string().optional().describe('absent on AWS itself'),
  region: z.string(),
  caller: z.union([
    z.strictObject({ who: z.string(), account: z.string().describe('its last four digits alone') }),
    z.strictObject({ unknown: z.string().describe('why') }),
  ]),
  function: functionSchema.optional().describe('the one that was named'),
  needs: z.array(needSchema),
  policyFor: policyForSchema,
});

/** What `kelvin doctor --aws --json` prints. A diagnosis that its own schema refuses is a bug of ours, and is thrown. */
export const renderAwsDiagnosisJson = (diagnosis: AwsDiagnosis): string =>
  `${JSON.stringify(awsDiagnosisSchema.parse({ schemaVersion: AWS_DIAGNOSIS_SCHEMA_VERSION, ...diagnosis }), null, 2)}\n`;
