import { serviceTarget, workingDays } from '../../domain/policy/period.ts';
import type { Carried } from '../../domain/policy/procedure.ts';
import { effect, leads, procedure, stage } from '../../domain/policy/writing.ts';

// 政务数据共享条例, in force since 2025-08-01: it stands beside each city's own regulation and binds the sharing between
// government departments, not with a public service body (公共服务组织). A tighter local period stays as the local target.
// † marks what the text leaves open and this file decides.

export const overlay = {
  letters: 'ZW',
  regulation: { zh: '《政务数据共享条例》', en: 'Regulations on the Sharing of Government Data' },
};

/** 需求部门对获取数据的使用记录保存不少于三年 */
export const useRecords = { years: 3, clause: 'ZW-29' };

/** 需求部门申请前,经本部门政务数据共享工作机构负责人审批 */
export const requesterApproval = (then: string) =>
  stage({
    zh: '需求部门负责人审批',
    en: "Approval by the requester's head",
    clause: 'ZW-20',
    by: ['counterpart-principal'],
    decisions: {
      pass: leads(then),
      decline: leads('tell-reasons', { outcome: 'declined', needs: 'reason' }), // †
    },
  });

/** 自收到申请之日起10个工作日内答复; 经主管部门同意并告知需求部门,延长不超过10个工作日 */
export const answerWithin = (more: { kinds?: string[]; continues?: true } = {}) =>
  workingDays(10, 'ZW-21', {
    extension: { mode: 'by', days: 10, asks: 'agency', approves: 'same-level-regulator', clause: 'ZW-21' },
    ...more,
  });

type Periods = ReturnType<typeof workingDays>[];

/** 提供部门审查; 申请材料不完整的,一次性告知补正,不得直接拒绝 */
export const providerReview = (within: Periods) =>
  stage({
    zh: '提供部门审查',
    en: "Provider's review",
    clause: 'ZW-21',
    by: ['agency'],
    within,
    supplementedBy: ['applicant'],
    decisions: {
      pass: leads('provider-approval', { needs: 'reason' }),
      return: leads('correction', { needs: 'all-reasons' }),
    },
  });

/** 答复前,经本部门政务数据共享工作机构负责人审批; 不同意共享的,说明理由和依据 */
export const providerApproval = (within: Periods, { refused }: { refused: string }) =>
  stage({
    zh: '提供部门负责人审批',
    en: "Approval by the provider's head",
    clause: 'ZW-20',
    by: ['agency-principal'],
    within,
    decisions: {
      approve: leads('delivery'),
      refuse:
        refused === 'tell-reasons'
          ? leads(refused, { outcome: 'refused', needs: 'reason', carries: ['basis'] })
          : leads(refused, { needs: 'reason', carries: ['basis'] }),
      return: leads('provider-review', { needs: 'all-reasons' }), // †
    },
  });

/** 补正申请材料 */
export const correction = (then: string) =>
  stage({
    zh: '补正申请材料',
    en: 'Correction of the request',
    clause: 'ZW-21',
    by: ['applicant'],
    decisions: { resubmit: leads(then, { needs: 'reason' }) },
  });

/** 同意共享的,自答复之日起20个工作日内共享 */
export const delivery = stage({
  zh: '提供数据',
  en: 'Delivery',
  clause: 'ZW-22',
  by: ['agency'],
  within: [workingDays(20, 'ZW-22')],
  decisions: { pass: leads('share', { outcome: 'granted', mayCarry: ['answer'] }) },
});

/** The end of what is shared: for misuse that isn't put right, for a cause that was consulted on, or with its purpose. */
export const sharingTermination = procedure({
  zh: '终止数据共享',
  en: 'End of sharing',
  clause: 'ZW-27',
  filing: { by: ['agency-staff', 'other-unit'], clause: 'ZW-27' },
  opens: [
    { kinds: ['misuse'], at: 'restrict' },
    { kinds: ['cause'], at: 'consultation' },
    { kinds: ['purpose-ended'], at: 'end' },
  ],
  steps: {
    // 需求部门违规使用的,暂停共享、限期整改
    restrict: effect('restrict-sharing', { zh: '暂停共享', en: 'Suspend sharing' }, 'ZW-27', 'rectification'),
    rectification: stage({
      zh: '限期整改',
      en: 'Rectification',
      clause: 'ZW-27',
      by: ['counterpart'],
      within: [serviceTarget(10, 'ZW-27')], // †
      decisions: {
        resubmit: leads('acceptance', { needs: 'reason' }),
        // 拒不整改的,终止共享; silence is no way out of it
        refuse: leads('record', { needs: 'reason', by: ['agency'] }),
      },
    }),
    acceptance: stage({
      zh: '核验整改情况',
      en: 'Acceptance',
      clause: 'ZW-27',
      by: ['agency'],
      within: [serviceTarget(5, 'ZW-27')], // †
      decisions: {
        verify: leads('restore', { outcome: 'rectified' }),
        refuse: leads('record', { needs: 'reason' }),
      },
    }),
    restore: effect('restore-sharing', { zh: '恢复共享', en: 'Resume sharing' }, 'ZW-27', 'tell-parties'),
    // 提供部门无正当理由不得终止共享; 确需终止的,与需求部门协商
    consultation: stage({
      zh: '与需求部门协商',
      en: 'Consultation with the requester',
      clause: 'ZW-27',
      by: ['counterpart'],
      within: [serviceTarget(5, 'ZW-27')], // †
      decisions: {
        approve: leads('record'),
        refuse: leads('record', { needs: 'reason' }), // what it says against it is on record; a dispute stays open to it
        pass: leads('record', { needs: 'reason', by: ['agency'] }), // † how it was consulted, where it says nothing
      },
    }),
    // 并报主管部门备案
    record: stage({
      zh: '主管部门备案',
      en: 'On record with the regulator',
      clause: 'ZW-27',
      by: ['common-regulator'],
      within: [serviceTarget(5, 'ZW-27')], // †
      decisions: {
        pass: leads('end'),
        refuse: leads('restore', { outcome: 'dismissed', needs: 'reason' }), // without due cause
      },
    }),
    end: effect('end-sharing', { zh: '终止共享', en: 'End sharing' }, 'ZW-27', 'disposal'),
    // 使用目的实现或者共享终止的,处置所获取的数据
    disposal: stage({
      zh: '处置数据',
      en: 'Disposal of the data',
      clause: 'ZW-27',
      by: ['counterpart'],
      within: [serviceTarget(10, 'ZW-27')], // †
      decisions: { verify: leads('tell-parties', { outcome: 'ended', needs: 'reason' }) },
    }),
    'tell-parties': effect('tell-parties', { zh: '告知双方', en: 'Tell the parties' }, 'ZW-27', 'closed'),
  },
});

interface Instances {
  /** Before each stage's name, where a procedure has the three of them twice. */
  prefix?: string;
  negotiation: string;
  coordination: string;
  decision: string;
  /** What is agreed on: which unit is the source, or that the data is shared. */
  on: 'source' | 'sharing';
}

/**
 * A dispute goes through three instances, the next only when the last has failed: the parties negotiate, the regulator
 * organises their talks, the government decides. Across levels regulator and government are the municipal ones.
 */
export const threeInstances = ({ prefix = '', negotiation, coordination, decision, on }: Instances) => {
  const agreed = on === 'source' ? 'record-source' : 'tell-parties';
  const carries: Carried[] = on === 'source' ? ['source'] : [];
  return {
    [`${prefix}negotiation`]: stage({
      zh: '争议各方协商',
      en: 'Negotiation of the parties',
      clause: negotiation,
      by: ['agency', 'counterpart'],
      jointly: {},
      decisions: {
        approve: leads(agreed, { outcome: 'agreed', carries }),
        refuse: leads(`${prefix}coordination`, { needs: 'reason', alone: true }),
      },
    }),
    [`${prefix}coordination`]: stage({
      zh: '主管部门组织协商',
      en: 'Negotiation organised by the regulator',
      clause: coordination,
      by: ['agency', 'counterpart', 'common-regulator'],
      jointly: {},
      decisions: {
        approve: leads(agreed, { outcome: 'agreed', carries }),
        refuse: leads(`${prefix}decision`, { needs: 'reason', alone: true, by: ['common-regulator'] }),
      },
    }),
    [`${prefix}decision`]: stage({
      zh: '本级政府决定',
      en: 'Decision of the government',
      clause: decision,
      by: ['common-government'],
      decisions: {
        approve: leads(agreed, { outcome: 'settled', needs: 'reason', carries }),
        ...(on === 'sharing'
          ? { refuse: leads('tell-parties', { outcome: 'settled' as const, needs: 'reason' as const }) }
          : {}),
      },
    }),
  };
};
