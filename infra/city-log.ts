import { RemovalPolicy } from 'aws-cdk-lib';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { City } from '../domain/policy/policy.ts';

/** A log that forgets in time and outlives its stack; a deployment that fails leaves none behind to be in the way. */
export const cityLog = (scope: Construct, id: string, city: City, logGroupName: string): LogGroup =>
  new LogGroup(scope, id, {
    logGroupName,
    retention: logRetention(city),
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  });

const offered = [30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827] as const;

/** The shortest retention CloudWatch offers that isn't shorter than the city's. */
export function logRetention({ name, deployment }: City): RetentionDays {
  const days = offered.find((each) => each >= deployment.logRetentionDays);
  if (days === undefined)
    throw new Error(`${name}: logs can be kept for 1827 days at most, not for ${deployment.logRetentionDays}`);
  return days satisfies number as RetentionDays;
}
