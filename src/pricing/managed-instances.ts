import { usdFor } from '../units/index.js';
import { type Charge, charge } from './bill.js';
import type { PriceBook } from './book.js';
import { priceIn } from './price-in.js';
import { requirePrices } from './require-prices.js';
import type { FunctionUsage, ManagedInstancesUsage } from './usage.js';

/**
 * Lambda Managed Instances: requests, the EC2 instances at what they really cost, and a management fee on EC2's
 * on-demand price, which no plan discounts. There is no charge for duration. The free tier is not subtracted: the pricing
 * page's example does not, and says nothing of it.
 */
export function managedInstancesCharges(book: PriceBook, usages: readonly FunctionUsage[]): Charge[] {
  return usages.flatMap(({ managedInstances }) =>
    managedInstances === undefined ? [] : chargesOf(book, managedInstances),
  );
}

function chargesOf(book: PriceBook, usage: ManagedInstancesUsage): Charge[] {
  const { instanceType, instanceHours } = usage;
  const prices = requirePrices(book, 'managedInstances');
  const ec2 = usage.ec2UsdPerHour ?? prices.usdPerInstanceHour?.[instanceType];
  const onDemand = priceIn(book, ec2, `an hour of ${instanceType} (--ec2-price gives it)`);
  const fee = usdFor(prices.managementFeeRatio, onDemand);
  return [
    charge(`EC2 instances (${instanceType})`, instanceHours, 'hour', usage.paidUsdPerHour ?? onDemand),
    charge(`management fee (${instanceType})`, instanceHours, 'hour', fee),
    charge('requests, Managed Instances', usage.requests, 'request', prices.usdPerRequest),
  ];
}
