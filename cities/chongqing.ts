import { by, lasts, serviceTarget, workingDays } from '../domain/policy/period.ts';
import { City } from '../domain/policy/policy.ts';
import type { Actor } from '../domain/policy/words.ts';
import { effect, leads, procedure, stage } from '../domain/policy/writing.ts';
import { register, renewal } from './shared/duties.ts';
import { misuse } from './shared/misuse.ts';

// 重庆市公共数据开放管理暂行办法, in the order of its articles; the stored text ends in 第二十五条第(一)项, and nothing
// after it is invented. † marks what the text leaves open and this file decides.

/** 第二条、第二章 数据目录 */
const catalog = {
  // 第二条 涉及国家秘密的,按照保密法律、法规的规定执行
  stateSecrets: 'CQ-2',
  // 第三条 可机器读取的数据集; 第九条 保护商业秘密和个人隐私; 第二十一条 清洗、脱敏、格式转换等处理
  steps: {
    dictionary: 'CQ-21b',
    resource: 'CQ-3',
    securityReview: 'CQ-9',
    riskAssessment: 'CQ-9',
    masking: 'CQ-9',
  },
  requires: [
    // 第十二条 应当明确元数据、开放属性、开放方式、安全级别、使用条件、更新周期等
    { fields: ['conditions'], of: ['conditional'], clause: 'CQ-12a' },
    // 不予开放或者有条件开放的,应当有法律法规或者国家有关文件作为依据
    { fields: ['legalBasis'], of: ['conditional', 'closed'], clause: 'CQ-12b' },
  ],
  // 涉及敏感信息的,依法经过脱敏、清洗、加工或者相关权利人明示同意,可以有条件或者无条件开放
  protects: {
    contents: ['business-secret', 'confidential-business', 'privacy', 'personal-information'],
    opensAfter: 'treatment-or-consent',
    clause: 'CQ-12c',
  },
  reopensAfter: { opensAfter: 'treatment-or-consent', clause: 'CQ-12c' },
  // 第十三条 具体开放方式根据开放属性确定; which ones †
  modes: {
    allowed: {
      unconditional: ['download', 'interface', 'model-result'],
      conditional: ['download', 'interface', 'model-result', 'sandbox'],
      closed: [],
    },
    clause: 'CQ-13',
  },
  // 第十四条 通过共享等手段获取的公共数据,不纳入本单位公共数据开放目录清单
  refusesOrigins: { origins: ['sharing'], clause: 'CQ-14a' },
  // 第十七条 应当于法律法规作出修改或者职能职责发生变更之日起
  changes: { event: { clause: 'CQ-17a' } },
  // 第二十一条 一数一源、一源多用; 第十五条 开放主体产生争议的; 及时更新和维护
  oneSource: { clause: 'CQ-21a', dispute: 'CQ-15a' },
  updates: { clause: 'CQ-21b' },
};

/** 第十条 公共数据开放专家委员会 … 评估风险,研究解决疑难问题: who may ask it †; no period stands still meanwhile */
const experts: { by: Actor[]; clause: string } = {
  by: ['agency', 'same-level-regulator', 'municipal-regulator'],
  clause: 'CQ-10',
};

/** 第十四条 目录清单的审核与发布; its limits and the way back are † */
const publication = procedure({
  zh: '数据开放',
  en: 'Publication',
  clause: 'CQ-14b',
  // 数据开放主体应当编制本单位公共数据开放目录清单
  filing: { by: 'agency-staff', clause: 'CQ-14a' },
  opens: [
    { unit: 'led-by-department', at: 'sector-gathering' },
    { level: 'district', at: 'district-gathering' },
    { at: 'review' },
  ],
  referral: experts,
  steps: {
    // 市级各部门负责汇总本单位、所主管行业相关单位的公共数据开放目录清单,并提交市主管部门; no limit in the text
    'sector-gathering': stage({
      zh: '市级主管部门汇总',
      en: 'Gathering by the sector’s department',
      clause: 'CQ-14b',
      by: ['department'],
      decisions: { pass: leads('review') },
    }),
    // 区县主管部门负责汇总形成本区县公共数据开放目录清单,并提交市主管部门; no limit in the text
    'district-gathering': stage({
      zh: '区县主管部门汇总',
      en: 'Gathering by the district’s regulator',
      clause: 'CQ-14b',
      by: ['same-level-regulator'],
      decisions: { pass: leads('review') },
    }),
    // 市主管部门应当进行审核评估,编制形成本市公共数据开放目录,并通过开放系统发布
    review: stage({
      zh: '审核评估',
      en: 'Review',
      clause: 'CQ-14b',
      by: ['municipal-regulator'],
      within: [serviceTarget(5, 'CQ-14b')], // †
      decisions: {
        pass: leads('publish', { outcome: 'published' }),
        return: leads('correction', { needs: 'all-reasons' }), // †
      },
    }),
    correction: stage({
      zh: '修改后重新提交',
      en: 'Correction and resubmission',
      clause: 'CQ-14b',
      by: ['agency-staff'],
      decisions: { resubmit: leads('review') },
    }),
    publish: effect('publish', { zh: '通过开放系统发布', en: 'Publish' }, 'CQ-14b', 'closed'),
  },
  withdraw: { from: ['sector-gathering', 'district-gathering', 'review', 'correction'], to: 'closed' }, // †
});

/** 第十四条 公开征求社会公众对公共数据开放的需求建议: every year, when and for how long † */
const demandSolicitation = procedure({
  zh: '公共数据开放需求征集',
  en: 'Solicitation of demands',
  clause: 'CQ-14c',
  filing: { by: 'platform', clause: 'CQ-14c' },
  duty: { for: 'city' },
  opens: [{ at: 'preparation' }],
  steps: {
    preparation: stage({
      zh: '筹备征集',
      en: 'Preparation',
      clause: 'CQ-14c',
      by: ['municipal-regulator'],
      within: [by('03-01', 'CQ-14c', 'service-target')], // †
      decisions: { pass: leads('public-call', { mayCarry: ['days'] }) },
    }),
    // 通过开放系统公开征求社会公众对公共数据开放的需求建议
    'public-call': stage({
      zh: '公开征求',
      en: 'Public call',
      clause: 'CQ-14c',
      by: ['municipal-regulator'],
      within: [lasts(30, 'CQ-14c', 'compilation', { setBy: 'decision' })], // †
    }),
    // 编制形成公共数据开放需求清单; 对需求清单进行审核评估
    compilation: stage({
      zh: '编制需求清单',
      en: 'Compilation of the demand list',
      clause: 'CQ-14c',
      by: ['municipal-regulator'],
      within: [serviceTarget(20, 'CQ-14c')], // †
      decisions: { pass: leads('closed', { outcome: 'listed' }) },
    }),
  },
});

/** 第十四条 需求建议; the text asks for no individual answer and sets no limit */
const demand = procedure({
  zh: '公共数据开放需求建议',
  en: 'Demand for data not yet open',
  clause: 'CQ-14c',
  // 社会公众; known to the platform by an account †
  filing: { by: 'registered', clause: 'CQ-14c' },
  opens: [{ at: 'reception' }],
  steps: {
    reception: stage({
      zh: '市主管部门受理',
      en: 'Reception',
      clause: 'CQ-14c',
      by: ['municipal-regulator'],
      supplementedBy: ['applicant'],
      decisions: {
        pass: leads('assessment', { mayCarry: ['agency'] }),
        refuse: leads('closed', { outcome: 'dismissed', needs: 'reason' }), // † no demand for data
      },
    }),
    // 会同数据开放主体; 进行审核评估
    assessment: stage({
      zh: '会同数据开放主体审核评估',
      en: 'Assessment',
      clause: 'CQ-14c',
      by: ['municipal-regulator', 'agency'],
      jointly: { prevails: 'municipal-regulator' }, // †
      decisions: {
        approve: leads('closed', { outcome: 'listed' }),
        refuse: leads('closed', { outcome: 'refused', needs: 'reason' }), // the reason †
      },
    }),
  },
  withdraw: { from: ['reception', 'assessment'], to: 'closed' }, // †
});

/** 第十五条第二款 开放属性修改建议 */
const opennessProposal = procedure({
  zh: '开放属性修改建议',
  en: 'Proposal on openness',
  clause: 'CQ-15b',
  // 主管部门可以对同级数据开放主体确定的公共数据开放属性等提出修改建议
  filing: { by: 'same-level-regulator', clause: 'CQ-15b' },
  opens: [{ at: 'agency-answer' }],
  steps: {
    'agency-answer': stage({
      zh: '数据开放主体答复',
      en: 'Answer of the agency',
      clause: 'CQ-15b',
      by: ['agency'],
      within: [serviceTarget(10, 'CQ-15b')], // †
      decisions: {
        approve: leads('change-entry', { outcome: 'agreed' }),
        refuse: leads('government-decision', { needs: 'reason' }), // the reason †
      },
    }),
    // 不能达成一致意见的,报本级政府决定
    'government-decision': stage({
      zh: '本级政府决定',
      en: 'Decision of the government',
      clause: 'CQ-15b',
      by: ['government'],
      within: [serviceTarget(20, 'CQ-15b')], // †
      decisions: {
        approve: leads('change-entry', { outcome: 'settled', needs: 'reason' }), // the reasons †
        refuse: leads('notify-regulator', { outcome: 'settled', needs: 'reason' }),
      },
    }),
    'change-entry': effect('change-entry', { zh: '修改目录', en: 'Change entry' }, 'CQ-15b', 'notify-regulator'),
    'notify-regulator': effect('notify-regulator', { zh: '告知结果', en: 'Notify regulator' }, 'CQ-15b', 'closed'),
  },
  withdraw: { from: ['agency-answer', 'government-decision'], to: 'closed' }, // †
});

/** 第十七条 目录更新 */
const catalogChange = procedure({
  zh: '目录更新',
  en: 'Change of the catalog',
  clause: 'CQ-17a',
  filing: { by: 'agency-staff', clause: 'CQ-17a' },
  opens: [{ level: 'district', at: 'forwarding' }, { at: 'review' }],
  steps: {
    // 区县主管部门应当将更新申请提交市主管部门; no limit in the text
    forwarding: stage({
      zh: '区县主管部门提交',
      en: 'Forwarding',
      clause: 'CQ-17b',
      by: ['same-level-regulator'],
      // 法律法规作出修改或者职能职责发生变更之日起10个工作日内
      within: [workingDays(10, 'CQ-17a', { from: 'event' })],
      decisions: { pass: leads('review') },
    }),
    // 市主管部门应当在收到更新申请之日起5个工作日内审核、更新; its own receipt
    review: stage({
      zh: '市主管部门审核',
      en: 'Review',
      clause: 'CQ-17b',
      by: ['municipal-regulator'],
      within: [workingDays(10, 'CQ-17a', { from: 'event' }), workingDays(5, 'CQ-17b')],
      supplementedBy: ['agency-staff'],
      decisions: {
        pass: leads('change-entry', { outcome: 'changed' }),
        refuse: leads('tell-reasons', { outcome: 'refused', needs: 'reason' }), // †
      },
    }),
    // 更新公共数据开放目录; the responsibility list follows from it (第十六条)
    'change-entry': effect('change-entry', { zh: '更新目录', en: 'Change entry' }, 'CQ-17b', 'closed'),
    'tell-reasons': effect('tell-reasons', { zh: '告知理由', en: 'Tell reasons' }, 'CQ-17b', 'closed'), // †
  },
  withdraw: { from: ['forwarding', 'review'], to: 'closed' }, // †
});

/** 第二十二条 公共数据疑义、错误校核 */
const objection = procedure({
  zh: '数据校核',
  en: 'Verification',
  clause: 'CQ-22a',
  // 数据利用主体应当通过开放系统向数据开放主体申请校核
  filing: { by: 'registered', clause: 'CQ-22a', oneOpenAtATime: true }, // †
  opens: [{ at: 'verification' }],
  referral: experts,
  steps: {
    // 在收到申请之日起10个工作日内予以校核; 经主要负责人同意,延长不超过10个工作日, once and before the end †
    verification: stage({
      zh: '校核',
      en: 'Verification',
      clause: 'CQ-22a',
      by: ['agency'],
      within: [
        workingDays(10, 'CQ-22a', {
          from: 'receipt',
          extension: { mode: 'by', days: 10, asks: 'agency', approves: 'agency-principal', clause: 'CQ-22b' },
        }),
      ],
      supplementedBy: ['applicant'],
      decisions: {
        'confirm-error': leads('correct-data', { outcome: 'upheld', needs: 'reason' }),
        unfounded: leads('report-result', { outcome: 'dismissed', needs: 'reason' }), // the reason †
      },
    }),
    'correct-data': effect('correct-data', { zh: '更正', en: 'Correct data' }, 'CQ-22a', 'report-result'),
    'report-result': effect('report-result', { zh: '反馈校核结果', en: 'Report result' }, 'CQ-22a', 'closed'),
  },
  withdraw: { from: ['verification'], to: 'closed' }, // †
});

/** 第二十四条 有条件开放数据的申请 */
const application = procedure({
  zh: '有条件开放数据申请',
  en: 'Application for conditional data',
  clause: 'CQ-24a',
  // 依托开放系统向符合条件的数据利用主体开放; authenticated by real name as 第二十三条 asks even of unconditional data †
  filing: { by: 'real-name', clause: 'CQ-24a' },
  opens: [{ at: 'agency-review' }],
  referral: experts,
  steps: {
    // 数据开放主体应当及时评估,不同意的应当说明理由
    'agency-review': stage({
      zh: '数据开放主体评估',
      en: 'Agency review',
      clause: 'CQ-24b',
      by: ['agency'],
      within: [serviceTarget(10, 'CQ-24b')], // 及时 †
      supplementedBy: ['applicant'],
      decisions: {
        approve: leads('agreement'),
        refuse: leads('tell-reasons', { outcome: 'refused', needs: 'reason' }),
      },
    }),
    // 同意的应当签订数据利用协议
    agreement: stage({
      zh: '签订数据利用协议',
      en: 'Agreement',
      clause: 'CQ-24b',
      agreement: { zh: '公共数据利用协议', en: 'Agreement on the use of public data' }, // 第二十五条
      by: ['applicant', 'agency'],
      jointly: {},
      decisions: {
        sign: leads('regulator-review'),
        decline: leads('closed', { outcome: 'declined', alone: true }), // †
      },
    }),
    // 并报同级主管部门审查
    'regulator-review': stage({
      zh: '同级主管部门审查',
      en: 'Regulator review',
      clause: 'CQ-24b',
      by: ['same-level-regulator'],
      within: [serviceTarget(5, 'CQ-24b')], // †
      decisions: {
        pass: leads('grant-access', { outcome: 'granted' }),
        refuse: leads('tell-reasons', { outcome: 'refused', needs: 'reason' }), // the reasons †
      },
    }),
    // 通过审查的,应当按照协议约定开放; 未通过审查的,不予开放
    'grant-access': effect('grant-access', { zh: '按照协议约定开放', en: 'Grant access' }, 'CQ-24c', 'closed'),
    'tell-reasons': effect('tell-reasons', { zh: '说明理由', en: 'Tell reasons' }, 'CQ-24b', 'closed'),
  },
  withdraw: { from: ['agency-review', 'agreement', 'regulator-review'], to: 'closed' }, // †
});

/** 第七条 第一责任人 */
// 数据开放主体主要负责人是本单位公共数据开放的第一责任人; when it is confirmed †
const responsiblePersons = register({ zh: '责任人信息维护', clause: 'CQ-7', names: ['principal'] });

/** 第十八条 尚未开放数据的定期评估 */
const reEvaluation = procedure({
  zh: '尚未开放数据的定期评估',
  en: 'Re-evaluation of closed data',
  clause: 'CQ-18',
  filing: { by: 'platform', clause: 'CQ-18' },
  opens: [{ at: 'evaluation' }],
  duty: { for: 'closed-dataset', daysAhead: 60 }, // †
  steps: {
    // 对尚未开放的公共数据进行定期评估,及时申请更新公共数据开放目录; yearly †
    evaluation: stage({
      zh: '定期评估',
      en: 'Evaluation',
      clause: 'CQ-18',
      by: ['agency'],
      within: [by('12-31', 'CQ-18', 'service-target')], // †
      decisions: {
        // the change of the catalog is then filed under CQ-17a
        approve: leads('tell-agency', { outcome: 'to-be-opened', needs: 'reason' }),
        refuse: leads('tell-agency', { outcome: 'kept-closed', needs: 'reason' }), // the reason †
      },
    }),
    'tell-agency': effect('tell-agency', { zh: '记录评估结果', en: 'Tell agency' }, 'CQ-18', 'closed'),
  },
});

/** 第二十一条 更新和维护 */
// 并及时更新和维护, by the update cycle of 第十二条
const upkeep = renewal('CQ-21b');

/** 第十五条第一款 对具体公共数据的开放主体产生争议的 */
const dispute = procedure({
  zh: '开放主体争议',
  en: 'Dispute over the source',
  clause: 'CQ-15a',
  // 数据开放主体间
  filing: { by: 'other-unit', clause: 'CQ-15a' },
  opens: [{ at: 'negotiation' }],
  referral: { by: ['common-regulator', 'common-government'], clause: 'CQ-10' },
  steps: {
    // 由争议各方协商解决
    negotiation: stage({
      zh: '争议各方协商',
      en: 'Negotiation of the parties',
      clause: 'CQ-15a',
      by: ['agency', 'counterpart'],
      jointly: {},
      decisions: {
        approve: leads('record-source', { outcome: 'agreed', carries: ['source'] }),
        refuse: leads('organised-negotiation', { needs: 'reason', alone: true }),
      },
    }),
    // 协商不成的,由同级主管部门组织争议各方协商解决; between levels the municipal one †
    'organised-negotiation': stage({
      zh: '主管部门组织协商',
      en: 'Negotiation organised by the regulator',
      clause: 'CQ-15a',
      by: ['agency', 'counterpart', 'common-regulator'],
      jointly: {},
      decisions: {
        approve: leads('record-source', { outcome: 'agreed', carries: ['source'] }),
        refuse: leads('government-decision', { needs: 'reason', alone: true, by: ['common-regulator'] }),
      },
    }),
    // 仍协商不成的,报本级政府决定
    'government-decision': stage({
      zh: '本级政府决定',
      en: 'Decision of the government',
      clause: 'CQ-15a',
      by: ['common-government'],
      decisions: { approve: leads('record-source', { outcome: 'settled', needs: 'reason', carries: ['source'] }) },
    }),
    'record-source': effect('record-source', { zh: '记载开放主体', en: 'Record the source' }, 'CQ-21a', 'closed'),
  },
  withdraw: { from: ['negotiation'], to: 'closed' }, // †
});

/** 解读(四) 根据应对突发事件需要,提出了特殊情况下的数据开放模式; who begins it, how long it lasts and its end are † */
const emergencyOpening = procedure({
  zh: '应急开放',
  en: 'Emergency opening',
  clause: 'CQ-I4',
  filing: { by: ['municipal-regulator', 'same-level-regulator', 'government'], clause: 'CQ-I4' },
  opens: [{ at: 'open-for-emergency' }],
  steps: {
    'open-for-emergency': effect(
      'open-for-emergency',
      { zh: '向社会应急开放', en: 'Open for the emergency' },
      'CQ-I4',
      'open-to-all',
    ),
    'open-to-all': stage({
      zh: '应急开放中',
      en: 'Open to all',
      clause: 'CQ-I4',
      by: ['municipal-regulator', 'same-level-regulator', 'government'],
      rests: true,
      within: [lasts(30, 'CQ-I4', 'end-emergency', { setBy: 'filing', from: 'receipt' })],
      decisions: { end: leads('end-emergency', { outcome: 'ended', needs: 'reason' }) },
    }),
    'end-emergency': effect('end-emergency', { zh: '恢复原开放属性', en: 'End the emergency' }, 'CQ-I4', 'closed'),
  },
});

/** 解读(五) 明确了禁止行为,提出数据服务终止情形; no list of either is stored, so none is claimed: the regulator makes them */
const violation = misuse({
  zh: '违规利用的处理与数据服务终止',
  en: 'Misuse and end of service',
  clause: 'CQ-I5',
  restricts: ['same-level-regulator', 'agency'],
  ends: ['same-level-regulator', 'agency'],
});

export const chongqing = City.parse({
  name: 'chongqing',
  title: { zh: '重庆市', en: 'Chongqing' },
  districts: [
    { id: 'yuzhong', title: { zh: '渝中区', en: 'Yuzhong District' } },
    { id: 'jiangbei', title: { zh: '江北区', en: 'Jiangbei District' } },
    // 第五条 派出机构适用有关区县政府的规定
    { id: 'liangjiang', title: { zh: '两江新区', en: 'Liangjiang New Area' }, kind: 'dispatched-body' },
  ],
  organisations: [
    { id: 'ecology-bureau', title: { zh: '重庆市生态环境局', en: 'Chongqing Ecology and Environment Bureau' } },
    { id: 'civil-affairs-bureau', title: { zh: '重庆市民政局', en: 'Chongqing Civil Affairs Bureau' } },
    {
      id: 'monitoring-centre',
      title: { zh: '重庆市生态环境监测中心', en: 'Chongqing Environmental Monitoring Centre' },
      department: 'ecology-bureau',
    },
    {
      id: 'yuzhong-housing-bureau',
      title: { zh: '渝中区住房和城乡建设委员会', en: 'Yuzhong Housing and Construction Commission' },
      district: 'yuzhong',
    },
    {
      id: 'liangjiang-ecology-bureau',
      title: { zh: '两江新区生态环境分局', en: 'Liangjiang Ecology and Environment Branch' },
      district: 'liangjiang',
    },
  ],
  policies: [
    {
      version: 'CQ-1',
      letters: 'CQ',
      regulation: { zh: '《重庆市公共数据开放管理暂行办法》', en: 'Chongqing Interim Measures on Opening Public Data' },
      inForce: { from: '2020-09-11' },
      // †
      transition: {
        zh: '办件按受理时的版本办理;原文未规定有效期',
        en: 'A case keeps the version under which it was received; the text sets no end',
      },
      conduct: { clause: 'CQ-19b' }, // 第十九条 明确数据开放主体和数据利用主体的行为规范和安全责任
      unconditionalNeedsIdentity: true, // 第二十三条 经身份认证后
      catalog,
      procedures: {
        dispute,
        publication,
        'demand-solicitation': demandSolicitation,
        demand,
        'openness-proposal': opennessProposal,
        'catalog-change': catalogChange,
        objection,
        application,
        'responsible-persons': responsiblePersons,
        're-evaluation': reEvaluation,
        upkeep,
        'emergency-opening': emergencyOpening,
        violation,
      },
    },
  ],
  deployment: {
    demonstration: true,
    region: 'cn-northwest-1',
    identity: { issuer: 'https://identity.example.invalid', audience: 'public-data-open-platform' },
    defaultQuota: { calls: 1000, per: 'day' },
    logRetentionDays: 180, // 网络安全法 第二十一条: at least six months
  },
});
