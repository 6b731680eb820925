import { z } from 'zod';
import { LocalDate } from '../../domain/calendar/dates.ts';
import { Actor, ProcedureName } from '../../domain/policy/words.ts';
import { route } from '../http.ts';

const Period = z.object({
  length: z.int().exactOptional(),
  unit: z.enum(['working-day', 'calendar-day', 'date']),
  /** `MM-DD`, of a period that ends on a day of the year. */
  on: z.array(z.string()).exactOptional(),
  clause: z.string(),
  kind: z.enum(['statutory', 'service-target', 'duration']),
});

const About = z.object({
  city: z.string(),
  title: z.string(),
  regulation: z.string(),
  policyVersion: z.string(),
  inForce: z.object({ from: LocalDate.optional(), to: LocalDate.optional() }),
  /** Today. */
  validity: z.enum(['in-force', 'not-yet', 'expired']),
  expired: z.boolean(),
  /** What holds for cases that began before it and that outlast it. */
  transition: z.string(),
  /** Where it isn't in force today. */
  notice: z.string().exactOptional(),
  procedures: z.array(
    z.object({
      name: ProcedureName,
      title: z.string(),
      clause: z.string(),
      stages: z.array(
        z.object({
          id: z.string(),
          title: z.string(),
          clause: z.string(),
          by: z.array(Actor),
          periods: z.array(Period),
        }),
      ),
    }),
  ),
});
export type About = z.infer<typeof About>;

export const about = {
  read: route({
    method: 'GET',
    path: '/v1/about',
    access: 'anyone',
    summary: { zh: '本市平台与所依据的规定', en: 'The city, its regulation and the procedures in force' },
    answers: { 200: About },
  }),
  openapi: route({
    method: 'GET',
    path: '/openapi.json',
    access: 'anyone',
    summary: { zh: '本接口的 OpenAPI 文档', en: 'This API as an OpenAPI document' },
    answers: { 200: z.looseObject({ openapi: z.literal('3.1.1') }) },
  }),
};
