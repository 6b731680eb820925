import { faultDesk } from '../../../local/faults.ts';
import { startS3 } from '../../../local/s3/server.ts';

/** The process that test/local/s3/durability.test.ts kills: `host.ts <dir> accepts|hangs <time>`. */
const [, , dir = '', receiver, time] = process.argv;
const tell = (message: object) => process.stdout.write(`${JSON.stringify(message)}\n`);

const server = await startS3({
  dir,
  now: () => Number(time),
  faults: faultDesk(),
  buckets: [
    { name: 'files', notifications: true },
    {
      name: 'open',
      policy: { Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:PutObject', Resource: '*' }] },
    },
  ],
  credentials: (id) =>
    id === 'KEY' ? { secretAccessKey: 'secret', principalArn: 'arn:aws:iam::000000000000:role/test' } : undefined,
  onObjectCreated: async ({ key }) => {
    if (receiver === 'hangs') return new Promise<void>(() => undefined);
    tell({ key });
  },
});
tell({ port: server.port });
