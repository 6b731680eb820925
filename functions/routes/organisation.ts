import { z } from 'zod';
import { Instant } from '../../domain/calendar/dates.ts';
import { AgencyId, DistrictId } from '../../domain/ids.ts';
import { ResponsiblePerson } from '../../domain/responsible-person.ts';
import { route } from '../http.ts';

const agency = z.object({ agency: AgencyId });

export const ResponsiblePersons = z.strictObject({ persons: z.array(ResponsiblePerson).min(1).max(50) });
export type ResponsiblePersons = z.infer<typeof ResponsiblePersons>;

/** As it is kept: who confirmed it last stands beside it by role only. */
export const PersonsRegister = z.object({
  agency: AgencyId,
  persons: z.array(ResponsiblePerson),
  confirmedAt: Instant.exactOptional(),
  clause: z.string(),
});
export type PersonsRegister = z.infer<typeof PersonsRegister>;

const officials = ['agency-clerk', 'agency-reviewer', 'agency-principal', 'regulator', 'auditor'] as const;

/** Who takes part in the city, at what level, and who answers for it there. */
export const organisation = {
  agencies: route({
    method: 'GET',
    path: '/v1/agencies',
    access: 'anyone',
    summary: { zh: '公共数据开放主体与主管部门', en: 'Publishing agencies, districts, and who regulates them' },
    answers: {
      200: z.object({
        agencies: z.array(
          z.object({
            id: AgencyId,
            title: z.string(),
            kind: z.enum(['department', 'public-service']),
            district: DistrictId.exactOptional(),
            department: AgencyId.exactOptional(),
            /** `municipal`, or the district whose regulator looks after it. */
            regulatedBy: z.string(),
            /** It takes part by reference (参照执行), by this clause. */
            byReference: z.string().exactOptional(),
          }),
        ),
        districts: z.array(
          z.object({
            id: DistrictId,
            title: z.string(),
            kind: z.enum(['district', 'dispatched-body', 'park']),
            ownRegulator: z.boolean(),
          }),
        ),
      }),
    },
  }),
  readPersons: route({
    method: 'GET',
    path: '/v1/agencies/{agency}/responsible-persons',
    access: officials,
    procedure: 'responsible-persons',
    summary: { zh: '单位责任人', en: "An agency's responsible persons" },
    params: agency,
    answers: { 200: PersonsRegister },
  }),
  keepPersons: route({
    method: 'PUT',
    path: '/v1/agencies/{agency}/responsible-persons',
    access: ['agency-principal'],
    procedure: 'responsible-persons',
    summary: { zh: '维护并确认单位责任人', en: "Keep and confirm an agency's responsible persons" },
    params: agency,
    body: ResponsiblePersons,
    answers: { 200: PersonsRegister },
  }),
};
