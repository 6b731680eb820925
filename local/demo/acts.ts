import type { Client } from './client.ts';
import type { Asked, ExpectedReply, Teller } from './teller.ts';

export interface CaseView {
  id: string;
  settled: boolean;
  state: string;
  stage: string;
  agreementId: string;
  grantId: string;
}

interface Given {
  as: string;
  command: string;
  [more: string]: unknown;
}

/** One case of a story: filed, and then given commands, each once the platform has done what the one before led to. */
export interface Told {
  readonly id: string;
  give(clause: string, says: string, given: Given, expected: ExpectedReply): Promise<void>;
  see(clause: string, says: string, as: string, body: NonNullable<ExpectedReply['body']>): Promise<CaseView>;
}

/** Files a case and tells of it. */
export async function filed(
  tell: Teller,
  client: Client,
  clause: string,
  says: string,
  asked: Pick<Asked, 'path' | 'as' | 'body'>,
  body: NonNullable<ExpectedReply['body']>,
): Promise<Told> {
  const { body: kase } = await tell.call<CaseView>(
    clause,
    says,
    { method: 'POST', ...asked },
    {
      status: 201,
      body,
    },
  );
  return told(tell, client, kase.id);
}

function told(tell: Teller, client: Client, id: string): Told {
  const path = `/v1/cases/${id}`;
  return {
    id,
    async give(clause, says, { as, ...body }, expected) {
      await settled(client, id);
      await tell.call(clause, says, { method: 'POST', path: `${path}/commands`, as, body }, expected);
      await settled(client, id);
    },
    async see(clause, says, as, body) {
      return (await tell.call<CaseView>(clause, says, { method: 'GET', path, as }, { status: 200, body })).body;
    },
  };
}

/** The case once no effect of it is under way any more. */
export const settled = (client: Client, id: string): Promise<CaseView> =>
  client.until<CaseView>(`/v1/cases/${id}`, 'auditor', (kase) => kase.settled);

/** The text of an agreement as it is to be signed, by its hash. */
export async function textOf(client: Client, caseId: string, as: string): Promise<string> {
  const { agreementId } = (await client.call<CaseView>('GET', `/v1/cases/${caseId}`, { as })).body;
  const { body } = await client.call<{ textSha256: string }>('GET', `/v1/agreements/${agreementId}`, { as });
  return body.textSha256;
}
