import type { Role } from '../../domain/access/caller.ts';
import type { City, Organisation } from '../../domain/policy/policy.ts';

/** What the issuer vouches for, as claims of its tokens. */
export type Claims = {
  sub: string;
  name: string;
  roles: Role[];
  agency?: string;
  district?: string;
  /** How the person was authenticated; the two claims below say it in detail. */
  assurance: 'registered' | 'real-name';
  real_name: 'none' | 'person' | 'organisation';
  /** An organisation's 统一社会信用代码. */
  org?: string;
  /** On a list of 失信被执行人 or 严重违法失信企业. */
  dishonest: boolean;
};

/** Everybody who can sign in on the laptop, whatever the city. */
export const accounts = [
  'citizen',
  'resident',
  'company',
  'blacklisted',
  'agency-clerk',
  'agency-reviewer',
  'agency-principal',
  'other-agency-clerk',
  'other-agency-reviewer',
  'other-agency-principal',
  'district-clerk',
  'district-reviewer',
  'led-unit-clerk',
  'bureau-clerk',
  'district-bureau-clerk',
  'regulator',
  'district-regulator',
  'government',
  'district-government',
  'area-clerk',
  'area-reviewer',
  'area-regulator',
  'area-government',
  'expert',
  'operator',
  'auditor',
] as const;
export type Account = (typeof accounts)[number];

type Said = Partial<Omit<Claims, 'sub' | 'assurance'>> & { name: string };

/**
 * Who they are in a city: the `agency-*` belong to the first of its municipal units, the `other-agency-*` to the second,
 * and the district's people to the first district that has a unit; then there are staff of a unit that a department leads
 * and of the regulators' own bureaus, and the `area-*` of a new area or park that ranks as a district, where the city has
 * such. The credit codes pass GB 32100's check and belong to
 * nobody.
 */
export function personasOf(city: City): readonly Claims[] {
  const [own, other] = city.organisations.filter(({ district }) => district === undefined);
  const below = city.organisations.find(({ district }) => district !== undefined);
  const district = below?.district ?? city.districts[0]?.id;
  const staff = (unit: Organisation | undefined, role: Role, title: string): Said => ({
    name: `${unit?.title.zh ?? ''}${title}`,
    roles: [role],
    ...(unit === undefined ? {} : { agency: unit.id }),
  });
  const unitThat = (fits: (unit: Organisation) => boolean) => city.organisations.find(fits);
  const inDistrict = district === undefined ? {} : { district };
  const area = city.districts.find(({ kind }) => kind === 'dispatched-body' || kind === 'park');
  const inArea = unitThat((unit) => area !== undefined && unit.district === area.id);
  // Without an area there is no such office: it isn't the city's own.
  const officeOfArea = (role: Role, title: string): Said =>
    area === undefined ? { name: title } : { name: `${area.title.zh}${title}`, roles: [role], district: area.id };
  const people: Readonly<Record<Account, Said>> = {
    citizen: { name: '王小青' },
    resident: { name: '李海', real_name: 'person' },
    company: { name: '蔚蓝数据有限公司', real_name: 'organisation', org: '91370200MA0000015J' },
    blacklisted: { name: '失信示例有限公司', real_name: 'organisation', org: '91370200MA0000023D', dishonest: true },
    'agency-clerk': staff(own, 'agency-clerk', '经办人'),
    'agency-reviewer': staff(own, 'agency-reviewer', '审核人'),
    'agency-principal': staff(own, 'agency-principal', '负责人'),
    'other-agency-clerk': staff(other, 'agency-clerk', '经办人'),
    'other-agency-reviewer': staff(other, 'agency-reviewer', '审核人'),
    'other-agency-principal': staff(other, 'agency-principal', '负责人'),
    'district-clerk': staff(below, 'agency-clerk', '经办人'),
    'district-reviewer': staff(below, 'agency-reviewer', '审核人'),
    'led-unit-clerk': staff(unitThat(isLed), 'agency-clerk', '经办人'),
    'bureau-clerk': staff(unitThat(isMunicipalBureau), 'agency-clerk', '经办人'),
    'district-bureau-clerk': staff(unitThat(isDistrictBureau), 'agency-clerk', '经办人'),
    regulator: { name: '市主管部门审核人', roles: ['regulator'] },
    'district-regulator': { name: '区县主管部门审核人', roles: ['regulator'], ...inDistrict },
    government: { name: '市政府办公厅', roles: ['government'] },
    'district-government': { name: '区县政府办公室', roles: ['government'], ...inDistrict },
    'area-clerk': staff(inArea, 'agency-clerk', '经办人'),
    'area-reviewer': staff(inArea, 'agency-reviewer', '审核人'),
    'area-regulator': officeOfArea('regulator', '主管部门审核人'),
    'area-government': officeOfArea('government', '管委会办公室'),
    expert: { name: '专家委员会委员', roles: ['expert'] },
    operator: { name: '平台运维人员', roles: ['operator'] },
    auditor: { name: '审计人员', roles: ['auditor'] },
  };
  return accounts.map((sub) => persona(sub, people[sub]));
}

const isLed = ({ department }: Organisation): boolean => department !== undefined;
const isMunicipalBureau = ({ regulator, district }: Organisation): boolean =>
  regulator === true && district === undefined;
const isDistrictBureau = ({ regulator, district }: Organisation): boolean =>
  regulator === true && district !== undefined;

/** Officials are known by their real name. */
function persona(sub: string, { roles = [], real_name = roles.length > 0 ? 'person' : 'none', ...said }: Said): Claims {
  const assurance = real_name === 'none' ? 'registered' : 'real-name';
  return { dishonest: false, ...said, roles, real_name, sub, assurance };
}
