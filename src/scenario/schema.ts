import { z } from 'zod';
import { ARCHITECTURES } from '../pricing/index.js';
import { INVOKE_WAYS } from '../units/index.js';
import { checkSchema } from './check/check-schema.js';
import { SAMPLE_EVENT_KINDS } from './events/index.js';
import { DEFAULT_CONFIDENCE, DEFAULT_REGRET } from './exploration.js';
import { hooksSchema } from './hooks/hooks-schema.js';
import { planShape } from './load/plan-schema.js';
import * as measuring from './measuring-parts.js';
import { RUNTIME_LIST, RUNTIMES } from './runtimes.js';
import * as part from './schema-parts.js';
import { strategySchema } from './strategy-schema.js';

/*
 * The one declaration of the file format: types, validation and scenarios/scenario.schema.json come from it. What a key
 * needs beside it is said twice: in `meta`, for editors, and in resolve-*.ts, which alone can report it together with
 * all other problems. So everything here is optional.
 */

const environment = z
  .record(
    z.string().regex(/^[a-zA-Z][a-zA-Z0-9_]+$/),
    z.union([z.string(), z.number(), z.boolean()], { error: 'text, a number or true/false' }).transform(String),
    { error: 'a map from names (two or more letters, digits and _, a letter first) to texts' },
  )
  .describe('environment variables; numbers and booleans are sent as text');

const functionShape = {
  name: part.text('the name or ARN of a function').optional().describe('name or ARN of a function that exists'),
  qualifier: part.text('a version or an alias').optional().describe('version or alias of the function `name`'),
  twin: part
    .text('the name or ARN of a function')
    .optional()
    .describe('the same function on the other architecture, which exists too: both are measured'),
  code: part
    .text('the path of a folder')
    .optional()
    .describe("folder of the function's code, relative to the scenario file"),
  handler: part
    .text('a handler, such as index.handler')
    .optional()
    .describe('such as `index.handler`; only an OS-only runtime, which has its own, goes without'),
  runtime: z
    .enum(RUNTIMES, { error: `one of ${RUNTIME_LIST}` })
    .optional()
    .describe('runtime identifier of AWS'),
  environment: environment.optional(),
  timeout: part.timeout.prefault(30).describe('seconds (`30` or `30s`)'),
  ephemeralStorage: part.ephemeralStorage.prefault(512).describe('MB of /tmp'),
  memorySize: part.memorySize.optional().describe('MB it has today, which the recommendation is compared with'),
  role: part
    .matching('the ARN of a role', /^arn:aws[a-zA-Z-]*:iam::\d{12}:role\/?[\w+=,.@/-]+$/)
    .optional()
    .describe('ARN of the execution role; needed on AWS alone'),
};

const EITHER = [{ required: ['name'] }, { required: ['code', 'runtime'] }];

const BUILD = 'a shell command or a list of them, such as npm ci && npm run build';

const build = z
  .union([part.text(BUILD), part.list(BUILD, part.text(BUILD))], { error: BUILD })
  .transform((value) => [value].flat());

const functionSchema = part
  .map('a map with either `name` or `code`', {
    ...functionShape,
    build: build
      .optional()
      .describe(
        'for `kelvin check`: shell commands that make `code` out of a checkout, run in the folder of the scenario file',
      ),
  })
  .meta({
    description: 'the function: one that exists (`name`), or one made for the run (`code`)',
    oneOf: EITHER,
  });

const WEIGHT = 'a number above 0';

const weight = z.number({ error: WEIGHT }).positive({ error: WEIGHT }).prefault(1);

export const payloadSchema = part
  .map('a map with one of `json`, `file`, `folder` and `event`', {
    name: part.text('a name').optional().describe('as results name it'),
    weight: weight.describe('its share of the invocations is weight / sum of weights'),
    json: z.unknown().optional().describe('the payload itself'),
    file: part.text('the path of a file').optional().describe('JSON file, relative to the scenario file'),
    folder: part
      .text('the path of a folder')
      .optional()
      .describe('every .json file in it is a payload, each with this weight; relative to the scenario file'),
    event: z
      .enum(SAMPLE_EVENT_KINDS, { error: `one of ${SAMPLE_EVENT_KINDS.join(', ')}` })
      .optional()
      .describe("a sample of an AWS service's event"),
    batchSize: part
      .whole('a whole number from 1 to 10,000', 1, 10_000)
      .optional()
      .describe('records in the sample event; 1 without it'),
  })
  .meta({
    oneOf: [{ required: ['json'] }, { required: ['file'] }, { required: ['folder'] }, { required: ['event'] }],
    dependentRequired: { batchSize: ['event'] },
  });

const payloadKeys = {
  payloads: part
    .list('a list of payloads', payloadSchema)
    .optional()
    .describe('what to send, by weight; default: one payload, {}'),
  payload: payloadSchema.optional().describe('short for a list of one payload'),
};

const mixedFunctionSchema = part
  .map('a map with either `name` or `code`', {
    ...functionShape,
    weight: weight.describe('its share of the requests is weight / sum of weights'),
    fixedMemorySize: part.memorySize
      .optional()
      .describe('MB it has all the time; without it, it goes through `memorySizes` with the others'),
    ...payloadKeys,
  })
  .meta({ oneOf: EITHER, not: { required: ['payload', 'payloads'] } });

const functions = z
  .record(z.string().regex(/^[a-zA-Z][a-zA-Z0-9_-]{0,29}$/), mixedFunctionSchema, {
    error: 'a map from names (up to 30 letters, digits, - and _, a letter first) to functions',
  })
  .describe('for `kelvin load`: several functions under one load, each with its weight, instead of `function`');

const serviceSchema = part.map('a map with `run`', {
  run: part
    .list('a list: the command and its arguments', part.text('text'))
    .describe('command and arguments, started in the folder of the scenario file'),
});

const services = z
  .record(z.string().regex(/^[a-zA-Z][a-zA-Z0-9_]*$/), serviceSchema, {
    error: 'a map from names (letters, digits and _, a letter first) to {run: [command, argument]}',
  })
  .describe(
    'processes to start beside the run; the first line one prints is its address, which the function finds in its ' +
      'environment as NAME_URL; one ends when its standard input does',
  );

const exploreSchema = part.map('a map of regret, confidence, budget, maxInvocations and maxTime', {
  regret: measuring.regret
    .optional()
    .describe(`how much worse than the best the chosen size may be; default: ${DEFAULT_REGRET}`),
  confidence: measuring.confidence.optional().describe(`how sure that must be; default: ${DEFAULT_CONFIDENCE}`),
  budget: measuring.budget.optional().describe('US dollars to spend at most, by the price book, such as $0.05'),
  maxInvocations: measuring.maxInvocations
    .optional()
    .describe('to make at most, over all sizes; 200 where nothing else bounds it'),
  maxTime: measuring.maxTime.optional().describe('to measure at most, such as 5m'),
});

/** What the command line can override too. */
export const settings = {
  memorySizes: measuring.memorySizes
    .optional()
    .describe(
      'MB: a list, or a range such as 128-3008 of which every size is a candidate; default: 128-10240, or with ' +
        '`invocations` [128, 256, 512, 1024, 1769, 3008]',
    ),
  architectures: part
    .list('a list of architectures', z.enum(ARCHITECTURES, { error: `one of ${ARCHITECTURES.join(', ')}` }))
    .optional()
    .describe('instruction sets to measure on; default: x86_64, or that of a function that exists'),
  invocations: part
    .map('a map with `cold` and `warm`', {
      cold: part.whole('a whole number from 0 to 1,000', 0, 1000).prefault(6),
      warm: part.whole('a whole number from 0 to 100,000', 0, 100_000).prefault(30),
    })
    .optional()
    .describe('to measure at every memory size of the list; without it Kelvin chooses what to measure'),
  explore: exploreSchema.optional().describe('how sure to be of the choice, and what to spend on it at most'),
  concurrency: part
    .whole('a whole number from 1 to 1,000', 1, 1000)
    .prefault(1)
    .describe('invocations under way at once'),
  invoke: z
    .enum(INVOKE_WAYS, { error: `one of ${INVOKE_WAYS.join(', ')}` })
    .optional()
    .describe(
      'synchronous (the default); asynchronous: as an event, whose report is fetched from the log group; streamed: the ' +
        'answer is read as it is made',
    ),
  region: part
    .matching('an AWS region, such as eu-central-1', /^[a-z]{2,}(-[a-z]+)+-\d$/)
    .optional()
    .describe('AWS region'),
  strategy: strategySchema.prefault('cheapest').describe('what is wanted of a memory size'),
  coldShare: part.share.prefault(0).describe('share of invocations that start cold, for the cost'),
  allowErrors: part
    .list('a list of error types, such as [ValidationError]', part.text('an error type, such as ValidationError'))
    .optional()
    .describe('types of function errors that count as answers: they are measured, counted and shown'),
};

export const scenarioSchema = part
  .map('a map with at least `function`', {
    name: part.text('a name').optional().describe('default: the name of the file'),
    description: part.text('text').optional(),
    function: functionSchema.optional(),
    functions: functions.optional(),
    ...settings,
    ...payloadKeys,
    services: services.optional(),
    hooks: hooksSchema.optional().describe('what to run before and after, unmeasured, for functions that need a state'),
    check: checkSchema.optional().describe('how `kelvin check` decides between two versions, and what it may spend'),
    ...planShape,
  })
  .meta({
    title: 'Kelvin scenario',
    oneOf: [
      { required: ['function'] },
      { required: ['functions'] },
      {
        required: ['via'],
        properties: { via: { type: 'object', required: ['url'] } },
        not: { anyOf: [{ required: ['function'] }, { required: ['functions'] }] },
      },
    ],
    not: { anyOf: [{ required: ['payload', 'payloads'] }, { required: ['invocations', 'explore'] }] },
  });

export type ScenarioFile = z.output<typeof scenarioSchema>;
export type FunctionEntry = z.output<typeof functionSchema>;
export type MixedFunctionEntry = z.output<typeof mixedFunctionSchema>;
export type PayloadEntry = z.output<typeof payloadSchema>;
