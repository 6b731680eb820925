import { describe, expect, it } from 'vitest';
import { logRetention } from '../../infra/city-log.ts';
import { refuseAbroad } from '../../infra/residency.ts';
import { cityWith, domain, synthesized } from './a-synthesized-city.ts';

describe('the residency guard', () => {
  it.each(['ap-east-1', 'ap-southeast-1', 'us-east-1'])('keeps a city of the mainland out of %s', (region) => {
    expect(() => synthesized(cityWith({ demonstration: false, region, domain }))).toThrow(
      `binhai would be deployed to ${region}: a mainland city's data stays in a cn-* region`,
    );
  });

  it('refuses a city without a domain, which in the China regions no API can do without', () => {
    expect(() => synthesized(cityWith({ demonstration: false, region: 'cn-north-1' }))).toThrow('binhai has no domain');
  });

  it('lets a city stand in either of the China regions under its domain', () => {
    for (const region of ['cn-north-1', 'cn-northwest-1']) {
      expect(() => refuseAbroad(cityWith({ demonstration: false, region, domain }))).not.toThrow();
    }
  });

  it('lets a demonstration stand anywhere, without one', () => {
    expect(() => refuseAbroad(cityWith({ demonstration: true, region: 'ap-southeast-1' }))).not.toThrow();
  });
});

describe('the retention of logs', () => {
  it.each([
    [1, 30],
    [180, 180],
    [181, 365],
    [1827, 1827],
  ])('is never shorter than the %i days of the city: %i', (logRetentionDays, kept) => {
    expect(logRetention(cityWith({ logRetentionDays }))).toBe(kept);
  });

  it('refuses what CloudWatch doesn’t offer', () => {
    expect(() => logRetention(cityWith({ logRetentionDays: 1828 }))).toThrow('binhai: logs can be kept for 1827 days');
  });
});
