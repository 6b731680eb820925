import type { City } from '../domain/policy/policy.ts';

/** Public data of a mainland city stays in the mainland; only a demonstration may stand elsewhere or without a domain. */
export function refuseAbroad({ name, deployment }: City): void {
  const { demonstration, region, domain } = deployment;
  if (demonstration) return;
  if (!region.startsWith('cn-')) {
    throw new Error(
      `${name} would be deployed to ${region}: a mainland city's data stays in a cn-* region, unless deployment.demonstration is true`,
    );
  }
  if (domain === undefined) {
    throw new Error(
      `${name} has no domain: an API in the China regions needs one with an ICP filing (deployment.domain), unless deployment.demonstration is true`,
    );
  }
}
