import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { City } from '../domain/policy/policy.ts';

const offered = [30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827] as const;

/** The shortest retention CloudWatch offers that isn't shorter than the city's. */
export function logRetention({ name, deployment }: City): RetentionDays {
  const days = offered.find((each) => each >= deployment.logRetentionDays);
  if (days === undefined)
    throw new Error(`${name}: logs can be kept for 1827 days at most, not for ${deployment.logRetentionDays}`);
  return days satisfies number as RetentionDays;
}
