import { AwsCommandDriver } from './drivers/aws-command.js';
import { Boto3Driver } from './drivers/boto3.js';
import { JavaScriptDriver } from './drivers/javascript.js';
import { scenarios } from './scenarios/index.js';
import { Suites } from './suites.js';

/** Clients that a machine need not have. The SDK for JavaScript has a file of its own, which runs with all the tests. */
const [boto3, awsCommand] = await Promise.all([Boto3Driver.start(), AwsCommandDriver.start()]);
const suites = new Suites();
/** Which operations a client goes without is known by what another one asks for in the same scenario. */
const without = scenarios.filter((scenario) => scenario.without !== undefined);

suites.through('the SDK for JavaScript, where another goes without', new JavaScriptDriver(), 'js', '', without);
suites.through('boto3', boto3, 'py', 'boto3 is not installed for python3 (apt: python3-boto3)');
suites.through('the aws command', awsCommand, 'sh', 'the aws command is not installed (apt: awscli)');
suites.covered([boto3, awsCommand]);
