/** What no function of a city may do, whatever it is for: action and resource. */
export const dangersIn = (
  city: string,
  other: string,
  region: string,
  account: string,
): [action: string, resource: string][] => {
  const arn = (service: string, rest: string) => `arn:aws-cn:${service}:${region}:${account}:${rest}`;
  const global = (service: string, rest: string) => `arn:aws-cn:${service}::${account}:${rest}`;
  const table = arn('dynamodb', `table/${city}-cases`);
  const bucket = `arn:aws-cn:s3:::${city}-data`;
  const secret = arn('secretsmanager', 'secret:Pepper2B9638F2-abcdef');
  const machine = arn('states', `stateMachine:${city}-application`);
  const lambda = arn('lambda', `function:${city}-cases`);
  return [
    ...[
      'DeleteTable',
      'UpdateTable',
      'Scan',
      'UpdateContinuousBackups',
      'UpdateTimeToLive',
      'PutResourcePolicy',
      'ExportTableToPointInTime',
      'CreateBackup',
    ].map((action): [string, string] => [`dynamodb:${action}`, table]),
    ...['GetItem', 'PutItem'].map((action): [string, string] => [
      `dynamodb:${action}`,
      arn('dynamodb', `table/${other}-cases`),
    ]),
    ...[
      'DeleteBucket',
      'PutBucketPolicy',
      'DeleteBucketPolicy',
      'PutBucketVersioning',
      'PutLifecycleConfiguration',
      'PutBucketAcl',
    ].map((action): [string, string] => [`s3:${action}`, bucket]),
    ...['DeleteObject', 'DeleteObjectVersion'].map((action): [string, string] => [
      `s3:${action}`,
      `${bucket}/datasets/a/b.csv`,
    ]),
    ...['GetObject', 'PutObject'].map((action): [string, string] => [
      `s3:${action}`,
      `arn:aws-cn:s3:::${other}-data/datasets/a/b.csv`,
    ]),
    ...['DeleteSecret', 'PutSecretValue', 'UpdateSecret'].map((action): [string, string] => [
      `secretsmanager:${action}`,
      secret,
    ]),
    ...['DeleteStateMachine', 'UpdateStateMachine'].map((action): [string, string] => [`states:${action}`, machine]),
    ...['UpdateFunctionCode', 'UpdateFunctionConfiguration', 'AddPermission', 'DeleteFunction'].map(
      (action): [string, string] => [`lambda:${action}`, lambda],
    ),
    ...['PutRolePolicy', 'AttachRolePolicy', 'UpdateAssumeRolePolicy', 'PassRole'].map((action): [string, string] => [
      `iam:${action}`,
      global('iam', `role/${city}-cases`),
    ]),
    ['iam:CreateUser', global('iam', 'user/somebody')],
    ['sts:AssumeRole', global('iam', `role/${city}-access`)],
    ['logs:DeleteLogGroup', arn('logs', `log-group:/aws/lambda/${city}-cases`)],
    ['cloudformation:DeleteStack', arn('cloudformation', `stack/${city}-data/0`)],
  ];
};
