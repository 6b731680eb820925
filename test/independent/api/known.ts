import type { City } from '../../../domain/policy/policy.ts';
import type { HostProcess } from '../../builders/host.ts';
import { begun } from '../city-life.ts';

/** Ids of what is there, by the name of their dictionary. */
export interface Known {
  datasets: string[];
  distributions: string[];
  cases: string[];
  uploads: string[];
  grants: string[];
  keys: string[];
  agreements: string[];
  agencies: string[];
}

/** Brings cases, grants and a key about, so that random calls find something to disturb. */
export async function knownIn(host: HostProcess, city: City): Promise<Known> {
  const { matters } = await begun(host, city);
  const send = async <Body>(method: string, path: string, as: string, body?: object): Promise<Body> => {
    const reply = await host.call<Body>(method, path, { as, ...(body === undefined ? {} : { body }) });
    if (reply.status >= 400) throw new Error(`${method} ${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
    return reply.body;
  };
  const { items: datasets } = await send<{ items: { id: string; distributions: { id: string }[] }[] }>(
    'GET',
    '/v1/datasets',
    'company',
  );
  const { items: cases } = await send<{ items: { id: string; agreementId?: string }[] }>(
    'GET',
    '/v1/cases?box=all&pageSize=100',
    'auditor',
  );
  const grants = matters.grant === undefined ? [] : [matters.grant];
  const key = await send<{ id: string }>('POST', '/v1/api-keys', 'company', { name: '示例', grants });
  const form = { fileName: '监测.csv', size: 1000 };
  const upload = await send<{ id: string }>(
    'POST',
    `/v1/datasets/${matters.conditional}/uploads`,
    'agency-clerk',
    form,
  );
  return {
    datasets: [...datasets.map(({ id }) => id), matters.shared],
    distributions: datasets.flatMap(({ distributions }) => distributions.map(({ id }) => id)),
    cases: cases.map(({ id }) => id),
    uploads: [upload.id],
    grants: [...grants, ...(matters.sharedGrant === undefined ? [] : [matters.sharedGrant])],
    keys: [key.id],
    agreements: cases.flatMap(({ agreementId }) => agreementId ?? []),
    agencies: city.organisations.filter(({ district }) => district === undefined).map(({ id }) => id),
  };
}
