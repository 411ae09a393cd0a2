import type {
  DeleteDestinationRequest,
  DescribeDestinationsRequest,
  DescribeDestinationsResponse,
  Destination,
  PutDestinationPolicyRequest,
  PutDestinationRequest,
  PutDestinationResponse,
} from '@aws-sdk/client-cloudwatch-logs';
import { ACCOUNT_ID } from '../../functions/function-name.js';
import { logsOperation } from '../operation.js';
import { resourceNotFound } from './errors.js';
import { regionOf } from './lookup.js';
import { pageOf } from './page.js';

/** Stored and shown; nothing is sent anywhere. */
export const putDestination = logsOperation<PutDestinationRequest, PutDestinationResponse>(
  'PutDestination',
  ({ destinationName = '', targetArn, roleArn, tags }, context) => {
    const { resources, clock, name: region } = regionOf(context);
    const known = resources.destinations.get(destinationName);
    const destination: Destination = {
      destinationName,
      targetArn,
      roleArn,
      ...(known?.accessPolicy === undefined ? {} : { accessPolicy: known.accessPolicy }),
      arn: `arn:aws:logs:${region}:${ACCOUNT_ID}:destination:${destinationName}`,
      creationTime: known?.creationTime ?? clock.epoch(),
    };
    resources.destinations.set(destinationName, destination);
    if (tags !== undefined) resources.destinationTags.set(destinationName, tags);
    return { destination };
  },
);

export const putDestinationPolicy = logsOperation<PutDestinationPolicyRequest, object>(
  'PutDestinationPolicy',
  ({ destinationName = '', accessPolicy }, context) => {
    const { destinations } = regionOf(context).resources;
    const known = destinations.get(destinationName);
    if (known === undefined) throw noSuchDestination();
    destinations.set(destinationName, { ...known, accessPolicy });
    return {};
  },
);

export const describeDestinations = logsOperation<DescribeDestinationsRequest, DescribeDestinationsResponse>(
  'DescribeDestinations',
  ({ DestinationNamePrefix = '', nextToken, limit }, context) => {
    const found = [...regionOf(context).resources.destinations.values()]
      .filter(({ destinationName }) => destinationName?.startsWith(DestinationNamePrefix))
      .sort((a, b) => ((a.destinationName ?? '') < (b.destinationName ?? '') ? -1 : 1));
    const page = pageOf(found, nextToken, limit);
    return { destinations: page.items, nextToken: page.nextToken };
  },
);

export const deleteDestination = logsOperation<DeleteDestinationRequest, object>(
  'DeleteDestination',
  ({ destinationName = '' }, context) => {
    const { destinations, destinationTags } = regionOf(context).resources;
    if (!destinations.delete(destinationName)) throw noSuchDestination();
    destinationTags.delete(destinationName);
    return {};
  },
);

const noSuchDestination = () => resourceNotFound('The specified destination does not exist.');
