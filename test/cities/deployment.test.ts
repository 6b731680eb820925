import { describe, expect, it } from 'vitest';
import { cities } from '../../cities/all.ts';

describe.each(cities)('$name', ({ deployment }) => {
  it('is a demonstration, in a region within China', () => {
    expect(deployment.demonstration).toBe(true);
    expect(deployment.region).toMatch(/^cn-(north|northwest)-1$/);
  });

  it('keeps its logs for six months (网络安全法第二十一条)', () => {
    expect(deployment.logRetentionDays).toBeGreaterThanOrEqual(180);
  });

  it('knows users by tokens of the city’s own issuer that are made for the platform', () => {
    expect(deployment.identity).toEqual({
      issuer: 'https://identity.example.invalid',
      audience: 'public-data-open-platform',
    });
  });

  it('lets a key call a thousand times a day', () => {
    expect(deployment.defaultQuota).toEqual({ calls: 1000, per: 'day' });
  });
});
