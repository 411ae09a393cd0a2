import { AwsCommandDriver } from './drivers/aws-command.js';
import { Boto3Driver } from './drivers/boto3.js';
import { Suites } from './suites.js';

/** Clients that a machine need not have. The SDK for JavaScript has a file of its own, which runs with all the tests. */
const [boto3, awsCommand] = await Promise.all([Boto3Driver.start(), AwsCommandDriver.start()]);
const suites = new Suites();

suites.through('boto3', boto3, 'py', 'boto3 is not installed for python3 (apt: python3-boto3)');
suites.through('the aws command', awsCommand, 'sh', 'the aws command is not installed (apt: awscli)');
suites.covered([boto3, awsCommand]);
