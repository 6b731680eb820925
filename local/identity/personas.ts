import type { Role } from '../../domain/access/caller.ts';

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

const AGENCY = 'ecology-bureau';

type Said = Partial<Omit<Claims, 'sub' | 'name' | 'assurance'>>;

function persona(sub: string, name: string, said: Said): Claims {
  const { real_name = 'none' } = said;
  const assurance = real_name === 'none' ? 'registered' : 'real-name';
  return { roles: [], dishonest: false, ...said, real_name, sub, name, assurance };
}

const official = (sub: string, name: string, said: Said): Claims =>
  persona(sub, name, { real_name: 'person', ...said });

/** Everybody who can sign in on the laptop. The credit codes pass GB 32100's check and belong to nobody. */
export const personas: readonly Claims[] = [
  persona('citizen', '王小青', {}),
  persona('resident', '李海', { real_name: 'person' }),
  persona('company', '青岛蔚蓝数据有限公司', { real_name: 'organisation', org: '91370200MA0000015J' }),
  persona('blacklisted', '失信示例有限公司', {
    real_name: 'organisation',
    org: '91370200MA0000023D',
    dishonest: true,
  }),
  official('agency-clerk', '生态环境局经办人', { roles: ['agency-clerk'], agency: AGENCY }),
  official('agency-reviewer', '生态环境局审核人', { roles: ['agency-reviewer'], agency: AGENCY }),
  official('agency-principal', '生态环境局负责人', { roles: ['agency-principal'], agency: AGENCY }),
  official('other-agency-clerk', '民政局经办人', { roles: ['agency-clerk'], agency: 'civil-affairs-bureau' }),
  official('regulator', '市大数据局审核人', { roles: ['regulator'] }),
  official('district-regulator', '崂山区大数据局审核人', { roles: ['regulator'], district: 'laoshan' }),
  official('government', '市政府办公厅', { roles: ['government'] }),
  official('expert', '专家委员会委员', { roles: ['expert'] }),
  official('operator', '平台运维人员', { roles: ['operator'] }),
  official('auditor', '审计人员', { roles: ['auditor'] }),
];

export const personaOf = (account: string): Claims | undefined => personas.find(({ sub }) => sub === account);
