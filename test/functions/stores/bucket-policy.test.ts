import { describe, expect, it } from 'vitest';
import { gateStatements } from '../../../functions/stores/bucket-policy.ts';
import { compilePolicy } from '../../../local/s3/policy/bucket-policy.ts';

const bucketArn = 'arn:aws-cn:s3:::qingdao-data';
const backup = 'arn:aws-cn:iam::123456789012:role/qingdao-backup';

interface Asked {
  action?: string;
  gate?: string;
  age?: number;
  principal?: string;
  tls?: boolean;
}

const verdict = (
  { action = 's3:GetObject', gate = 'open', age = 0, principal, tls = true }: Asked,
  except: string[] = [],
) => {
  const context: Record<string, string | undefined> = {
    's3:ExistingObjectTag/gate': gate === 'none' ? undefined : gate,
    's3:signatureAge': String(age),
    'aws:PrincipalArn': principal,
    'aws:SecureTransport': String(tls),
  };
  const policy = compilePolicy('qingdao-data', gateStatements({ bucketArn, except }));
  return policy({ action, resource: 'qingdao-data/datasets/air/r1/data.csv', context: (key) => context[key] });
};

describe('the gate of the data bucket', () => {
  it.each([
    ['lets an open object be read', {}, 'silent'],
    ['denies a closed one', { gate: 'closed' }, 'denied'],
    ['denies one without a tag', { gate: 'none' }, 'denied'],
    ['denies an old version of a closed one', { gate: 'closed', action: 's3:GetObjectVersion' }, 'denied'],
    ['lets a signature be three hundred seconds old', { age: 300_000 }, 'silent'],
    ['denies an older one', { age: 300_001 }, 'denied'],
    ['lets an upload by an older form pass', { age: 600_000, action: 's3:PutObject', gate: 'none' }, 'silent'],
    ['lets a closed object be tagged', { gate: 'closed', action: 's3:PutObjectVersionTagging' }, 'silent'],
    ['denies everything without encryption', { tls: false, action: 's3:PutObject' }, 'denied'],
  ] as const)('%s', (_name, asked, expected) => {
    expect(verdict(asked)).toBe(expected);
  });

  it('passes over the roles that are excepted, and nobody else', () => {
    expect(verdict({ gate: 'closed', principal: backup }, [backup])).toBe('silent');
    expect(verdict({ gate: 'closed', principal: `${backup}-of-another` }, [backup])).toBe('denied');
    expect(verdict({ gate: 'closed' }, [backup])).toBe('denied');
  });

  it('names no partition of its own', () => {
    expect(JSON.stringify(gateStatements({ bucketArn: 'BUCKET', except: [] }))).not.toContain('arn:');
  });
});
