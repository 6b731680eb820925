import { z } from 'zod';
import { PublishedRules, RulesOfConduct } from '../../domain/access/conduct.ts';
import { Instant } from '../../domain/calendar/dates.ts';
import { route } from '../http.ts';

const Acceptance = z.object({ version: z.int().positive(), acceptedAt: Instant });

/** The rules of conduct and security duties (CQ-19b); of a city whose text has none there are none. */
export const conduct = {
  readRules: route({
    method: 'GET',
    path: '/v1/rules-of-conduct',
    access: 'anyone',
    refusals: [404],
    summary: {
      zh: '行为规范和安全责任',
      en: 'The rules of conduct in force, and whether the caller has accepted them',
    },
    answers: {
      200: z.object({
        clause: z.string(),
        /** None until the regulator has published some: no list is the platform's own. */
        rules: PublishedRules.optional(),
        accepted: Acceptance.optional(),
      }),
    },
  }),
  publishRules: route({
    method: 'PUT',
    path: '/v1/rules-of-conduct',
    access: ['regulator'],
    summary: { zh: '发布行为规范', en: 'Publish the next version of the rules of conduct' },
    body: RulesOfConduct,
    answers: { 200: PublishedRules },
  }),
  acceptRules: route({
    method: 'POST',
    path: '/v1/rules-of-conduct/acceptances',
    access: 'signed-in',
    summary: { zh: '接受行为规范', en: 'Accept the rules of conduct in force' },
    body: z.strictObject({ version: z.int().positive() }),
    answers: { 201: Acceptance },
  }),
};
