import { z } from 'zod';
import { LocalDate } from '../calendar/dates.ts';
import { defined } from '../defined.ts';
import { AgencyId, ClauseId, DistrictId } from '../ids.ts';
import { Refusal, Text } from '../refusal.ts';
import { CatalogRules, catalogFaults, sharingFaults } from './catalog-rules.ts';
import { ruleFaults } from './faults.ts';
import { Procedure } from './procedure.ts';
import { SharingPolicy } from './sharing-policy.ts';
import { ProcedureName } from './words.ts';

/** How much a grant or key may call: `calls` per `day` (+08:00), `month`, or in `total`. */
export const Quota = z.strictObject({ calls: z.int().positive(), per: z.enum(['day', 'month', 'total']) });
export type Quota = z.infer<typeof Quota>;

/** One version of a city's regulation as data. A case keeps the version under which it was received. */
export const Policy = z
  .strictObject({
    version: z.string().min(1),
    /** The two letters before its clause ids. */
    letters: z.string().regex(/^[A-Z]{2}$/),
    regulation: Text,
    /** Higher law beside it (《政务数据共享条例》): its periods run beside the city's own, and the stricter is the target. */
    overlays: z.array(z.strictObject({ letters: z.string().regex(/^[A-Z]{2}$/), regulation: Text })).optional(),
    inForce: z.strictObject({ from: LocalDate.optional(), to: LocalDate.optional() }),
    /** What holds for cases that began before it and that outlast it. */
    transition: Text.prefault({
      zh: '办件按受理时的版本办理;上位法自其施行之日起优先适用',
      en: 'A case keeps the version under which it was received; higher law prevails from its own date',
    }),
    /** CQ-23 asks for a sign-in before unconditional data; QD-15 doesn't. */
    unconditionalNeedsIdentity: z.boolean(),
    /** Users and agencies accept rules of conduct and security duties before they use the platform. */
    conduct: z.strictObject({ clause: ClauseId }).optional(),
    /** What the text asks of the catalog. */
    catalog: CatalogRules.prefault({}),
    /** And of the sharing between units. */
    sharing: SharingPolicy.prefault({}),
    procedures: z.partialRecord(ProcedureName, Procedure),
  })
  .superRefine((policy, context) => {
    for (const { path, message } of [...ruleFaults(policy), ...catalogFaults(policy), ...sharingFaults(policy)])
      context.addIssue({ code: 'custom', path, message });
  });
export type Policy = z.infer<typeof Policy>;

/** A publishing body: 公共数据开放主体. Without a district it is municipal. */
export const Organisation = z.strictObject({
  id: AgencyId,
  title: Text,
  district: DistrictId.optional(),
  /** The department that leads its sector, such as a health commission a hospital. */
  department: AgencyId.optional(),
  /** It is itself the regulator of its level. */
  regulator: z.boolean().optional(),
  /** 政务部门 or 公共服务组织 (DZ-3); a department unless said. */
  kind: z.enum(['department', 'public-service']).optional(),
  /** The clause by which it takes part although the regulation isn't for it: 参照执行 (JF-34). */
  byReference: ClauseId.optional(),
});
export type Organisation = z.infer<typeof Organisation>;

/** A district, and what ranks as one: a dispatched body (派出机构, CQ-5), a park that its committee manages (DZ-5). */
export const District = z.strictObject({
  id: DistrictId,
  title: Text,
  kind: z.enum(['district', 'dispatched-body', 'park']).optional(),
  /** Where a county has none of its own (DZ-6), the municipal regulator looks after its units. */
  regulator: z.literal(false).optional(),
});
export type District = z.infer<typeof District>;

/** The settings of one deployment, beside the regulation. */
export const Deployment = z.strictObject({
  /** A demonstration may stand outside China and without a domain; anything else may not. */
  demonstration: z.boolean(),
  region: z.string().regex(/^[a-z]{2}-[a-z]+-\d$/),
  domain: z.strictObject({ name: z.string(), certificateArn: z.string(), icp: z.string() }).optional(),
  identity: z.strictObject({ issuer: z.url(), audience: z.string() }),
  /** The quota of a registered user's own key on unconditional data, and of a grant that names none. */
  defaultQuota: Quota,
  logRetentionDays: z.int().positive(),
});
export type Deployment = z.infer<typeof Deployment>;

/** A city: its regulation in every version still needed, newest last, and its deployment. */
export const City = z.strictObject({
  name: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
  title: Text,
  /** Regional holidays beside the national calendar. */
  holidayRegion: z.enum(['ningxia']).optional(),
  districts: z.array(District),
  organisations: z.array(Organisation).min(1),
  policies: z.array(Policy).min(1),
  deployment: Deployment,
});
export type City = z.infer<typeof City>;

/** The version in force for what is received now: the newest. */
export function currentPolicy(city: City): Policy {
  const newest = city.policies.at(-1);
  if (newest === undefined) throw new Error(`${city.name} has no policy`);
  return newest;
}

/** The version under which a case was received. */
export function policyOf(city: City, version: string): Policy {
  const found = city.policies.find((policy) => policy.version === version);
  if (found === undefined)
    throw new Error(`${city.name} has no policy version ${version}; keep it while a case needs it`);
  return found;
}

export function procedureOf(policy: Policy, name: ProcedureName): Procedure {
  const found = policy.procedures[name];
  if (found !== undefined) return found;
  throw new Refusal('procedure-not-in-policy', {
    zh: `${policy.regulation.zh}没有规定“${name}”程序`,
    en: `${policy.regulation.en} has no procedure "${name}"`,
  });
}

/** The procedure of a case, in the version under which it was received. */
export const procedureOfCase = (
  city: City,
  { policyVersion, procedure }: { policyVersion: string; procedure: ProcedureName },
): Procedure => procedureOf(policyOf(city, policyVersion), procedure);

/**
 * A unit as the party of a case: one of a district that has no regulator of its own (DZ-6) is looked after by the
 * municipal one, as if it were municipal.
 */
export function partyOf(city: City, id: string): Organisation {
  const { district, ...municipal } = organisationOf(city, id);
  return regulatedDistrict(city, district) === undefined ? municipal : { ...municipal, ...defined({ district }) };
}

/** The district, if it has a regulator of its own. */
export const regulatedDistrict = ({ districts }: City, district: DistrictId | undefined): DistrictId | undefined =>
  districts.some(({ id, regulator }) => id === district && regulator === false) ? undefined : district;

export function organisationOf(city: City, id: string): Organisation {
  const found = city.organisations.find((organisation) => organisation.id === id);
  if (found !== undefined) return found;
  throw new Refusal('not-found', { zh: `本市没有单位 ${id}`, en: `there is no organisation ${id} in this city` });
}
