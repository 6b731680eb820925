import { describe, expect, it } from 'vitest';
import { aboutHandlers } from '../../../functions/about/handlers.ts';
import { about } from '../../../functions/routes/about.ts';
import { caller } from '../../builders/calls.ts';
import { testPlatform } from '../../builders/platform.ts';

const call = caller(about, aboutHandlers(testPlatform()));

describe('GET /v1/about', () => {
  it('tells the city, its regulation and each procedure with its stages and periods', async () => {
    const { status, body } = await call('read', { headers: { 'Accept-Language': 'zh-CN' } });

    expect(status).toBe(200);
    expect(body).toMatchObject({
      city: 'qingdao',
      title: '青岛市',
      regulation: '《青岛市公共数据开放工作细则》',
      policyVersion: 'QD-1',
      inForce: {},
      validity: 'in-force',
      expired: false,
      procedures: expect.arrayContaining([
        expect.objectContaining({ name: 'publication', title: '数据开放', clause: 'QD-12.1' }),
        expect.objectContaining({ name: 'application', title: '有条件开放数据获取', clause: 'QD-17.1' }),
        expect.objectContaining({ name: 'upkeep', title: '数据更新', clause: 'QD-14b' }),
      ]),
    });
  });

  it('speaks English when asked to', async () => {
    const { body } = await call('read');
    const { procedures } = body as { procedures: unknown[] };

    expect(procedures[1]).toEqual({
      name: 'application',
      title: 'Application for conditional data',
      clause: 'QD-17.1',
      stages: [
        {
          id: 'formal-review',
          title: 'Formal review',
          clause: 'QD-17.2a',
          by: ['municipal-regulator'],
          periods: [{ length: 5, unit: 'working-day', clause: 'QD-17.2a', kind: 'statutory' }],
        },
        {
          id: 'agency-review',
          title: 'Agency review',
          clause: 'QD-17.2b',
          by: ['agency'],
          periods: [{ length: 10, unit: 'working-day', clause: 'QD-17.2b', kind: 'statutory' }],
        },
        { id: 'agreement', title: 'Agreement', clause: 'QD-17.3', by: ['applicant', 'agency'], periods: [] },
      ],
    });
  });
});

describe('GET /openapi.json', () => {
  it('is the document of this very origin, open to any page', async () => {
    const { status, headers, body } = await call('openapi');

    expect(status).toBe(200);
    expect(headers).toMatchObject({ 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'public, max-age=300' });
    expect(body).toMatchObject({ openapi: '3.1.1', servers: [{ url: 'https://data.example' }] });
    const elsewhere = await call('openapi', { headers: { Host: 'opendata.example' } });
    expect(elsewhere.body).toEqual({ ...(body as object), servers: [{ url: 'https://opendata.example' }] });
  });
});
