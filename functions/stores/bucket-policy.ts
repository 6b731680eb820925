/** A statement of a bucket policy, as a template holds it. */
export interface BucketStatement {
  Sid: string;
  Effect: 'Deny';
  Principal: '*';
  Action: string | string[];
  Resource: string | string[];
  Condition: { [operator: string]: { [key: string]: string | string[] } };
}

// A link that was given away outlives a suspension by no more than this, whatever its tag; in milliseconds.
const oldestSignature = 300_000;

const reads = ['s3:GetObject', 's3:GetObjectVersion'];

/**
 * What closes the data bucket. It fails closed: an object without a `gate` tag is as shut as one tagged `closed`.
 * `except` names the roles (ARN patterns) that read whatever the gate says; none does unless it has to. Uploads by
 * form are signed too, so old signatures are denied on reads only.
 */
export function gateStatements({
  bucketArn,
  except,
}: {
  bucketArn: string;
  except: readonly string[];
}): BucketStatement[] {
  return [
    {
      Sid: 'DenyWhatIsNotOpen',
      Effect: 'Deny',
      Principal: '*',
      Action: reads,
      Resource: `${bucketArn}/*`,
      Condition: {
        // A negated operator also matches where the key is missing.
        StringNotEquals: { 's3:ExistingObjectTag/gate': 'open' },
        ...(except.length === 0 ? {} : { ArnNotLike: { 'aws:PrincipalArn': [...except] } }),
      },
    },
    {
      Sid: 'DenyOldSignatures',
      Effect: 'Deny',
      Principal: '*',
      Action: reads,
      Resource: `${bucketArn}/*`,
      Condition: { NumericGreaterThan: { 's3:signatureAge': String(oldestSignature) } },
    },
    {
      Sid: 'DenyUnencryptedTransport',
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: [bucketArn, `${bucketArn}/*`],
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
  ];
}
