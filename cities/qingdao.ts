import { by, serviceTarget, workingDays } from '../domain/policy/period.ts';
import { City } from '../domain/policy/policy.ts';
import { effect, leads, procedure, stage } from '../domain/policy/writing.ts';
import { bulletin, orderToRectify, register, renewal, useReport } from './shared/duties.ts';
import { misuse } from './shared/misuse.ts';

// 青岛市公共数据开放工作细则, in the order of its articles. † marks what the text leaves open and this file decides.

/** 第二条、第九条至第十一条 公共数据目录 */
const catalog = {
  // 第二条 涉及国家秘密的,按照有关保守国家秘密的法律、法规执行
  stateSecrets: 'QD-2',
  // 第九条 不予开放的,应当明确有关依据
  requires: [{ fields: ['legalBasis'], of: ['closed'], clause: 'QD-9b' }],
  // 设定与开放数据风险相匹配的合理的开放条件,不得设置为规模性、地域性等歧视性条件
  refusesConditions: { by: ['size', 'region'], clause: 'QD-9a' },
  conditionsMatchRisk: { clause: 'QD-9c' },
  // 第十一条 经匿名化、去标识化等脱敏、脱密处理,或者经相关权利人同意,可以开放
  protects: {
    contents: ['business-secret', 'confidential-business', 'privacy', 'personal-information'],
    opensAfter: 'treatment-or-consent',
    clause: 'QD-11b',
  },
  reopensAfter: { opensAfter: 'treatment-or-consent', clause: 'QD-11b' },
  changes: {
    // 第十一条 未提供依据且无合理理由的,不予调整
    basisOrReason: { clause: 'QD-11a' },
    // 申请进行其他调整的,应当提出申请并说明原因
    reason: { clause: 'QD-11b' },
  },
  // 第十二条 数据字典,关联数据资源,安全审查,脱敏规则; 第二十五条 安全风险评估
  steps: {
    dictionary: 'QD-12.1',
    resource: 'QD-12.1',
    securityReview: 'QD-12.1',
    riskAssessment: 'QD-25',
    masking: 'QD-12.1',
  },
  // 第十四条 严格按照更新频率; 除归档或不再更新的数据外,更新时长原则上不得超过一年
  updates: { clause: 'QD-14b', oldest: { months: 12, clause: 'QD-14b' } },
};

/** 第六条 意见建议和投诉举报; 第七条 安全风险和质量问题. Corrections (数据纠错) are objections; what 及时 is † */
const complaint = procedure({
  zh: '意见建议、投诉举报',
  en: 'Complaint',
  clause: 'QD-6',
  // 可向公共数据开放主体反馈数据利用中发现的各类数据安全风险和质量问题
  // 投诉举报: the text has the unit deal with what is said of it, and nobody tell it by whom †
  filing: { by: 'registered', clause: 'QD-6', confidential: true },
  opens: [{ kinds: ['security-risk'], at: 'tell-regulator' }, { kinds: ['quality'], at: 'quality' }, { at: 'answer' }],
  steps: {
    'tell-regulator': effect(
      'notify-regulator',
      { zh: '告知本级主管部门', en: 'Tell the regulator' },
      'QD-7a',
      'security-risk',
    ),
    'security-risk': stage({
      zh: '处理安全风险',
      en: 'Security risk',
      clause: 'QD-7a',
      by: ['agency'],
      within: [serviceTarget(2, 'QD-7a')], // †
      supplementedBy: ['applicant'],
      decisions: {
        pass: leads('report-result', { outcome: 'done', needs: 'reason' }),
        'confirm-error': leads('rectification', { outcome: 'upheld', needs: 'reason' }),
      },
    }),
    quality: stage({
      zh: '处理质量问题',
      en: 'Quality problem',
      clause: 'QD-7a',
      by: ['agency'],
      within: [serviceTarget(10, 'QD-7a')], // †
      supplementedBy: ['applicant'],
      decisions: {
        pass: leads('report-result', { outcome: 'done', needs: 'reason' }),
        'confirm-error': leads('rectification', { outcome: 'upheld', needs: 'reason' }),
      },
    }),
    // 及时处理各类意见建议、数据纠错和投诉举报
    answer: stage({
      zh: '处理并答复',
      en: 'Answer',
      clause: 'QD-6',
      by: ['agency'],
      within: [serviceTarget(10, 'QD-6')], // 及时 †
      supplementedBy: ['applicant'],
      decisions: {
        pass: leads('report-result', { outcome: 'done', needs: 'reason' }),
        'confirm-error': leads('rectification', { outcome: 'upheld', needs: 'reason' }),
      },
    }),
    // 做好问题数据整改校验工作
    rectification: stage({
      zh: '整改问题数据',
      en: 'Rectification',
      clause: 'QD-6b',
      by: ['agency-staff'],
      within: [serviceTarget(10, 'QD-6b')], // †
      decisions: { resubmit: leads('correct-data', { needs: 'reason' }) },
    }),
    'correct-data': effect('correct-data', { zh: '更正', en: 'Correct data' }, 'QD-6b', 're-verification'),
    're-verification': stage({
      zh: '校验整改后的数据',
      en: 'Re-verification',
      clause: 'QD-6b',
      by: ['agency'],
      within: [serviceTarget(5, 'QD-6b')], // †
      decisions: {
        verify: leads('report-result', { outcome: 'rectified', needs: 'reason' }),
        return: leads('rectification', { needs: 'all-reasons' }),
      },
    }),
    'report-result': effect('report-result', { zh: '反馈处理结果', en: 'Report result' }, 'QD-6', 'closed'),
  },
  withdraw: { from: ['answer', 'quality', 'security-risk'], to: 'closed' }, // †
});

/** 第七条 数据利用情况、成果与效益产出情况; when is † */
// 应向公共数据开放主体报告
const usageReport = useReport({
  zh: '数据利用情况报告',
  stage: '报告数据利用情况',
  clause: 'QD-7b',
  to: 'agency',
});

// 原则上在每年5月底前; whatever is sent back, the day stays
const everyMay = { ...by('05-31', 'QD-10b'), continues: true } as const;

/** 第十条第二款 年度公共数据开放计划清单; the entries say for themselves when they are to be opened */
const openingPlan = procedure({
  zh: '年度公共数据开放计划',
  en: 'Annual opening plan',
  clause: 'QD-10b',
  filing: { by: 'platform', clause: 'QD-10b' },
  duty: { for: 'city' },
  opens: [{ at: 'gathering' }],
  steps: {
    // 经市主管部门汇总审核后,原则上在每年5月底前通过开放平台统一发布
    gathering: stage({
      zh: '汇总审核',
      en: 'Gathering and review',
      clause: 'QD-10b',
      by: ['municipal-regulator'],
      within: [everyMay],
      // 公共数据开放主体应当编制
      reminds: 'every-agency',
      decisions: {
        pass: leads('publish-plan', { outcome: 'published' }),
        // 审核: what a unit has planned goes back to it, with what is to be corrected †
        return: leads('correction', { needs: 'all-reasons', carries: ['agency'] }),
      },
    }),
    // The unit corrects what its entries say; its silence doesn't keep the others' plan †
    correction: stage({
      zh: '开放主体修改',
      en: 'Correction by the unit',
      clause: 'QD-10b',
      by: ['agency-staff', 'municipal-regulator'],
      within: [everyMay],
      reminds: 'every-agency',
      decisions: {
        resubmit: leads('gathering', { by: ['agency-staff'] }),
        return: leads('correction', { needs: 'all-reasons', carries: ['agency'], by: ['municipal-regulator'] }),
        pass: leads('publish-plan', { outcome: 'published', by: ['municipal-regulator'] }),
      },
    }),
    'publish-plan': effect('publish-plan', { zh: '统一发布', en: 'Publish the plan' }, 'QD-10b', 'closed'),
  },
});

/** 第十一条 开放属性变更和其他调整 */
const catalogChange = procedure({
  zh: '目录变更',
  en: 'Change of the catalog',
  clause: 'QD-11a',
  // 应当通过一体化大数据平台提出申请
  filing: { by: 'agency-staff', clause: 'QD-11a' },
  opens: [{ at: 'review' }],
  steps: {
    // 报本级公共数据开放主管部门审核后,进行调整; the limit †
    review: stage({
      zh: '本级主管部门审核',
      en: 'Review',
      clause: 'QD-11a',
      by: ['same-level-regulator'],
      within: [serviceTarget(5, 'QD-11a')], // †
      supplementedBy: ['agency-staff'],
      decisions: {
        pass: leads('change-entry', { outcome: 'changed' }),
        refuse: leads('tell-reasons', { outcome: 'refused', needs: 'reason' }), // the reasons †
      },
    }),
    'change-entry': effect('change-entry', { zh: '调整目录', en: 'Change entry' }, 'QD-11a', 'closed'),
    'tell-reasons': effect('tell-reasons', { zh: '告知不予调整的理由', en: 'Tell reasons' }, 'QD-11a', 'closed'),
  },
  withdraw: { from: ['review'], to: 'closed' }, // †
});

/** 第十二条 数据开放流程 */
const publication = procedure({
  zh: '数据开放',
  en: 'Publication',
  clause: 'QD-12.1',
  // (一) 开放主体编制数据目录,提供数据字典,关联数据资源,进行安全审查,确定脱敏规则,提交开放数据
  filing: { by: 'agency-staff', clause: 'QD-12.1' },
  opens: [{ at: 'formal-review' }],
  steps: {
    // (二) 本级主管部门应当在2个工作日内进行形式审核
    'formal-review': stage({
      zh: '形式审核',
      en: 'Formal review',
      clause: 'QD-12.2a',
      by: ['same-level-regulator'],
      within: [workingDays(2, 'QD-12.2a')],
      decisions: {
        pass: leads('publish', { outcome: 'published' }),
        // 应当说明未通过原因,并进行一次性告知
        return: leads('correction', { needs: 'all-reasons' }),
      },
    }),
    // 开放主体应当根据反馈意见对目录和数据进行规范后,重新提交; the review then has a clock of its own †
    correction: stage({
      zh: '规范后重新提交',
      en: 'Correction and resubmission',
      clause: 'QD-12.2b',
      by: ['agency-staff'],
      decisions: { resubmit: leads('formal-review') },
    }),
    publish: effect('publish', { zh: '通过开放平台发布', en: 'Publish' }, 'QD-12.2a', 'closed'),
  },
  withdraw: { from: ['formal-review', 'correction'], to: 'closed' }, // †
});

/** 第十二条第(三)项 行业数据开放: applied for at the province's portal, and received here */
const industryEntry = procedure({
  zh: '行业数据开放',
  en: 'Industry data',
  clause: 'QD-12.3',
  portal: 'http://data.sd.gov.cn/',
  // 使用财政资金的应当申请, 未使用财政资金的可以申请
  filing: { by: 'real-name', clause: 'QD-12.3' },
  opens: [{ at: 'review' }],
  steps: {
    // 经公共数据开放主管部门审核后进行开放; which one, and its limit †
    review: stage({
      zh: '主管部门审核',
      en: 'Review',
      clause: 'QD-12.3',
      by: ['municipal-regulator'],
      within: [serviceTarget(5, 'QD-12.3')], // †
      supplementedBy: ['applicant'],
      decisions: {
        pass: leads('report-result', { outcome: 'listed' }),
        refuse: leads('tell-reasons', { outcome: 'refused', needs: 'reason' }), // †
      },
    }),
    'report-result': effect('report-result', { zh: '反馈审核结果', en: 'Report result' }, 'QD-12.3', 'closed'),
    'tell-reasons': effect('tell-reasons', { zh: '告知理由', en: 'Tell reasons' }, 'QD-12.3', 'closed'),
  },
  withdraw: { from: ['review'], to: 'closed' }, // †
});

/** 第十六条、第十七条 有条件开放数据的获取 */
const application = procedure({
  zh: '有条件开放数据获取',
  en: 'Application for conditional data',
  clause: 'QD-17.1',
  // 第十六条 实名认证; 未被列入失信名单
  filing: { by: 'real-name', clause: 'QD-16', refusesDishonest: true },
  opens: [{ at: 'formal-review' }],
  steps: {
    // (二) 市主管部门应当在收到申请后5个工作日内进行形式审核
    'formal-review': stage({
      zh: '形式审核',
      en: 'Formal review',
      clause: 'QD-17.2a',
      by: ['municipal-regulator'],
      within: [workingDays(5, 'QD-17.2a')],
      supplementedBy: ['applicant'],
      decisions: {
        pass: leads('agency-review'),
        // 未通过形式审核的,应当通过开放平台反馈并告知理由
        return: leads('tell-reasons', { outcome: 'returned', needs: 'all-reasons' }),
      },
    }),
    // 转至开放主体审核,开放主体应当在10个工作日内审核; counted from the transfer †
    'agency-review': stage({
      zh: '开放主体审核',
      en: 'Agency review',
      clause: 'QD-17.2b',
      by: ['agency'],
      within: [workingDays(10, 'QD-17.2b')],
      supplementedBy: ['applicant'],
      decisions: {
        approve: leads('agreement'),
        refuse: leads('tell-reasons', { outcome: 'refused', needs: 'reason' }), // the reasons of a refusal †
      },
    }),
    // (三) 开放主体与利用主体签订开放利用协议
    agreement: stage({
      zh: '签订开放利用协议',
      en: 'Agreement',
      clause: 'QD-17.3',
      by: ['applicant', 'agency'],
      jointly: {},
      decisions: {
        sign: leads('grant-access', { outcome: 'granted' }),
        decline: leads('notify-regulator', { outcome: 'declined', alone: true }), // †
      },
    }),
    // 为利用主体开通数据使用权限,并告知本级主管部门
    'grant-access': effect(
      'grant-access',
      { zh: '开通数据使用权限', en: 'Grant access' },
      'QD-17.3',
      'notify-regulator',
    ),
    'notify-regulator': effect(
      'notify-regulator',
      { zh: '告知本级主管部门', en: 'Notify regulator' },
      'QD-17.3',
      'closed',
    ),
    'tell-reasons': effect('tell-reasons', { zh: '反馈并告知理由', en: 'Tell reasons' }, 'QD-17.2a', 'closed'),
  },
  withdraw: { from: ['formal-review', 'agency-review', 'agreement'], to: 'closed' }, // †
});

/** 第十七条 What breaks the agreement on use, which says that it may be ended; the way there is † */
const violation = misuse({
  zh: '违反利用协议的处理',
  en: 'Breach of the agreement',
  clause: 'QD-17.3',
  restricts: ['agency', 'same-level-regulator'],
  ends: ['agency'],
});

/** 第十八条 未开放数据需求 */
const demand = procedure({
  zh: '未开放数据需求',
  en: 'Demand for data not yet open',
  clause: 'QD-18a',
  // 公共数据利用主体可以通过开放平台提出申请; known to the platform by an account †
  filing: { by: 'registered', clause: 'QD-18a' },
  opens: [{ at: 'formal-review' }],
  steps: {
    // 市主管部门应当在收到申请后5个工作日内完成形式审核
    'formal-review': stage({
      zh: '形式审核',
      en: 'Formal review',
      clause: 'QD-18a',
      by: ['municipal-regulator'],
      within: [workingDays(5, 'QD-18a')],
      supplementedBy: ['applicant'],
      decisions: {
        // 转至公共数据开放主体: to the one that the applicant suggests, unless another is named
        pass: leads('agency-review', { mayCarry: ['agency'] }),
        // 未通过形式审核的,直接反馈并告知理由
        return: leads('tell-reasons', { outcome: 'returned', needs: 'all-reasons' }),
      },
    }),
    // 原则上在10个工作日内,完成数据需求论证并反馈; counted from the transfer †
    'agency-review': stage({
      zh: '需求论证',
      en: 'Agency review',
      clause: 'QD-18b',
      by: ['agency'],
      within: [workingDays(10, 'QD-18b')],
      supplementedBy: ['applicant'],
      decisions: {
        approve: leads('tell-answer'),
        // 经论证数据不可以开放的,应当告知理由
        refuse: leads('tell-reasons', { outcome: 'refused', needs: 'reason' }),
        return: leads('formal-review', { needs: 'reason' }), // † another unit's data
      },
    }),
    'tell-answer': effect('tell-answer', { zh: '反馈论证结果', en: 'Tell answer' }, 'QD-18b', 'opening'),
    // 经论证可以开放的,应当在反馈后20个工作日内,通过开放平台进行开放
    opening: stage({
      zh: '通过开放平台开放',
      en: 'Opening',
      clause: 'QD-18c',
      by: ['agency'],
      within: [workingDays(20, 'QD-18c')],
      decisions: { pass: leads('report-result', { outcome: 'opened', carries: ['datasetId'] }) },
    }),
    'report-result': effect('report-result', { zh: '告知已开放', en: 'Report result' }, 'QD-18c', 'closed'),
    'tell-reasons': effect('tell-reasons', { zh: '反馈并告知理由', en: 'Tell reasons' }, 'QD-18a', 'closed'),
  },
  withdraw: { from: ['formal-review', 'agency-review'], to: 'closed' }, // †
});

/** 第十九条 异议 */
const objection = procedure({
  zh: '异议',
  en: 'Objection',
  clause: 'QD-19a',
  filing: { by: 'registered', clause: 'QD-19a', oneOpenAtATime: true }, // †
  opens: [
    // 对侵犯合法权益等情况应当立即中止开放
    { kinds: ['infringement', 'privacy'], at: 'suspend-opening' },
    { at: 'verification' },
  ],
  steps: {
    'suspend-opening': effect(
      'suspend-opening',
      { zh: '立即中止开放', en: 'Suspend opening' },
      'QD-19b',
      'verification',
    ),
    // 主管部门应会同开放主体进行核实; 10个工作日内反馈处理结果, from receipt †. 《青岛市公共数据管理办法》第十七条 beside it:
    // 公共数据不完整、不准确的,自收到校核申请之日起5个工作日内校核完毕; 情况复杂的,经负责人批准,可以延长至10个工作日; whoever
    // receives it, the platform brings it to the agency at once (主管部门2个工作日内提交有关机构)
    verification: stage({
      zh: '核实',
      en: 'Verification',
      clause: 'QD-19a',
      by: ['same-level-regulator', 'agency'],
      jointly: { prevails: 'same-level-regulator', aloneWhenOverdue: true }, // †
      within: [
        workingDays(10, 'QD-19c', { from: 'receipt' }),
        workingDays(5, 'QM-17.1', {
          from: 'receipt',
          kinds: ['error', 'omission'],
          extension: { mode: 'to', days: 10, asks: 'agency', approves: 'agency-principal', clause: 'QM-17.1' },
        }),
      ],
      supplementedBy: ['applicant'],
      decisions: {
        'confirm-error': leads('correct-data', { outcome: 'upheld', needs: 'reason' }),
        'confirm-infringement': leads('suspend-infringing', { outcome: 'upheld', needs: 'reason' }),
        unfounded: leads('restore-opening', { outcome: 'dismissed', needs: 'reason' }),
      },
    }),
    'suspend-infringing': effect(
      'suspend-opening',
      { zh: '中止开放', en: 'Suspend what infringes' },
      'QD-19b',
      'disposal',
    ),
    // 根据核实结果分别采取下架、恢复开放或者处理后再开放等措施
    disposal: stage({
      zh: '下架、恢复开放或者处理后再开放',
      en: 'Disposal',
      clause: 'QD-19b',
      by: ['same-level-regulator'], // † not the agency alone
      within: [workingDays(10, 'QD-19c', { from: 'receipt' })],
      decisions: {
        'take-down': leads('take-down', { needs: 'reason' }),
        restore: leads('restore-opening', { needs: 'reason' }),
        // 处理后再开放
        reopen: leads('correct-data', { needs: 'reason', onlyAfter: 'correction' }),
      },
    }),
    // 对存在错误、遗漏的进行纠错、补正
    'correct-data': effect('correct-data', { zh: '纠错、补正', en: 'Correct data' }, 'QD-19a', 'restore-opening'),
    'take-down': effect('take-down', { zh: '下架', en: 'Take down' }, 'QD-19b', 'report-result'),
    'restore-opening': effect('restore-opening', { zh: '恢复开放', en: 'Restore opening' }, 'QD-19b', 'report-result'),
    // 在10个工作日内将有关处理结果向利用主体反馈
    'report-result': effect('report-result', { zh: '反馈处理结果', en: 'Report result' }, 'QD-19c', 'closed'),
  },
  withdraw: { from: ['verification'], to: 'restore-opening' }, // †
});

/** 第六条 问题数据的整改校验; 第十四条 质量监测 */
// 做好问题数据整改校验工作,提升开放数据质量; by the regulator that found it †
const rectification = orderToRectify({
  zh: '问题数据整改',
  clause: 'QD-6b',
  by: 'same-level-regulator',
  verifies: 'same-level-regulator',
});

/** 第十四条 数据更新提示 */
// 建立数据更新提示功能,严格按照更新频率进行数据更新; 更新时长原则上不得超过一年
const upkeep = renewal('QD-14b');

/** 第十四条 质量监测评估 */
const qualityEvaluation = procedure({
  zh: '开放数据质量监测评估',
  en: 'Quality evaluation',
  clause: 'QD-14a',
  filing: { by: 'platform', clause: 'QD-14a' },
  opens: [{ at: 'evaluation' }],
  duty: { for: ['city', 'district'], daysAhead: 60 }, // †
  steps: {
    // 每年至少开展一次开放数据质量监测评估
    evaluation: stage({
      zh: '质量监测评估',
      en: 'Evaluation',
      clause: 'QD-14a',
      by: ['same-level-regulator'],
      within: [by('12-31', 'QD-14a')],
      decisions: { pass: leads('publish-bulletin', { outcome: 'published', needs: 'all-reasons' }) },
    }),
    'publish-bulletin': effect('publish-bulletin', { zh: '发布', en: 'Publish bulletin' }, 'QD-14a', 'closed'),
  },
});

/** 第二十条 数据产品和服务 */
const product = procedure({
  zh: '数据产品发布',
  en: 'Product',
  clause: 'QD-20',
  // 应当注明公共数据的来源和获取日期
  filing: { by: 'registered', clause: 'QD-20' },
  opens: [{ at: 'review' }],
  steps: {
    // 不涉及商业秘密、不侵犯他人知识产权和个人信息、不违反法律法规; its prior review is †
    review: stage({
      zh: '发布前审核',
      en: 'Review',
      clause: 'QD-20',
      by: ['same-level-regulator'],
      within: [serviceTarget(5, 'QD-20')], // †
      supplementedBy: ['applicant'],
      decisions: {
        approve: leads('on-display', { outcome: 'listed' }),
        refuse: leads('tell-reasons', { outcome: 'refused', needs: 'reason' }),
      },
    }),
    // 可将其发布至开放平台
    'on-display': stage({
      zh: '已发布',
      en: 'On display',
      clause: 'QD-20',
      by: ['same-level-regulator'],
      rests: true,
      decisions: {
        promote: leads('promoted', { outcome: 'promoted' }),
        'take-down': leads('tell-reasons', { outcome: 'ended', needs: 'reason' }), // †
      },
    }),
    // 定期对优秀开放数据利用成果进行宣传推广
    promoted: stage({
      zh: '宣传推广',
      en: 'Promoted',
      clause: 'QD-20',
      by: ['same-level-regulator'],
      rests: true,
      decisions: {
        restore: leads('on-display', { outcome: 'listed' }),
        'take-down': leads('tell-reasons', { outcome: 'ended', needs: 'reason' }), // †
      },
    }),
    'tell-reasons': effect('tell-reasons', { zh: '告知理由', en: 'Tell reasons' }, 'QD-20', 'closed'),
  },
  withdraw: { from: ['review', 'on-display', 'promoted'], to: 'closed' }, // †
});

/** 第二十二条 成效评估与通报 */
// 建立公共数据开放工作成效评估机制,并定期进行通报; 区(市)开展监测和调度通报; twice a year †
const effectiveness = bulletin({
  zh: '开放工作成效评估通报',
  en: 'Bulletin on effectiveness',
  stage: '通报',
  clause: 'QD-22',
  for: ['city', 'district'],
  by: 'same-level-regulator',
  on: ['06-30', '12-31'],
});

/** 第二十三条 责任人 */
// 明确数据开放工作责任人,并做好本单位相关人员信息的维护工作; when it is confirmed †
const responsiblePersons = register({ zh: '责任人信息维护', clause: 'QD-23', names: ['data-opening'] });

/** 第二十五条 风险评估 */
const riskAssessment = procedure({
  zh: '公共数据开放风险评估',
  en: 'Risk assessment',
  clause: 'QD-25',
  filing: { by: 'platform', clause: 'QD-25' },
  opens: [{ at: 'assessment' }],
  duty: { for: ['city', 'district'], daysAhead: 60 }, // †
  steps: {
    // 市主管部门应当对全市、区(市)主管部门应当对本行政区域内的公共数据开放工作进行风险评估; yearly †
    assessment: stage({
      zh: '风险评估',
      en: 'Assessment',
      clause: 'QD-25',
      by: ['same-level-regulator'],
      within: [by('11-30', 'QD-25', 'service-target')],
      decisions: { pass: leads('closed', { outcome: 'done', needs: 'all-reasons' }) },
    }),
  },
});

export const qingdao = City.parse({
  name: 'qingdao',
  title: { zh: '青岛市', en: 'Qingdao' },
  districts: [
    { id: 'shinan', title: { zh: '市南区', en: 'Shinan District' } },
    { id: 'shibei', title: { zh: '市北区', en: 'Shibei District' } },
    { id: 'licang', title: { zh: '李沧区', en: 'Licang District' } },
    { id: 'laoshan', title: { zh: '崂山区', en: 'Laoshan District' } },
    { id: 'huangdao', title: { zh: '黄岛区', en: 'Huangdao District' } },
    { id: 'chengyang', title: { zh: '城阳区', en: 'Chengyang District' } },
    { id: 'jimo', title: { zh: '即墨区', en: 'Jimo District' } },
    { id: 'jiaozhou', title: { zh: '胶州市', en: 'Jiaozhou' } },
    { id: 'pingdu', title: { zh: '平度市', en: 'Pingdu' } },
    { id: 'laixi', title: { zh: '莱西市', en: 'Laixi' } },
  ],
  organisations: [
    { id: 'ecology-bureau', title: { zh: '青岛市生态环境局', en: 'Qingdao Ecology and Environment Bureau' } },
    { id: 'civil-affairs-bureau', title: { zh: '青岛市民政局', en: 'Qingdao Civil Affairs Bureau' } },
    {
      id: 'laoshan-housing-bureau',
      title: { zh: '崂山区住房和城乡建设局', en: 'Laoshan Housing and Construction Bureau' },
      district: 'laoshan',
    },
  ],
  policies: [
    {
      version: 'QD-1',
      letters: 'QD',
      regulation: { zh: '《青岛市公共数据开放工作细则》', en: 'Qingdao Detailed Rules on Opening Public Data' },
      overlays: [
        { letters: 'QM', regulation: { zh: '《青岛市公共数据管理办法》', en: 'Qingdao Measures on Public Data' } },
      ],
      inForce: {}, // the stored text names neither day
      // †
      transition: {
        zh: '办件按受理时的版本办理;所存原文未载施行日期和有效期',
        en: 'A case keeps the version under which it was received; the stored text names no days',
      },
      unconditionalNeedsIdentity: false, // 第十五条 可以直接获取
      catalog,
      procedures: {
        complaint,
        'usage-report': usageReport,
        'opening-plan': openingPlan,
        'catalog-change': catalogChange,
        publication,
        'industry-entry': industryEntry,
        application,
        violation,
        demand,
        objection,
        rectification,
        upkeep,
        product,
        'quality-evaluation': qualityEvaluation,
        effectiveness,
        'responsible-persons': responsiblePersons,
        'risk-assessment': riskAssessment,
      },
    },
  ],
  deployment: {
    demonstration: true,
    region: 'cn-north-1',
    identity: { issuer: 'https://identity.example.invalid', audience: 'public-data-open-platform' },
    defaultQuota: { calls: 1000, per: 'day' },
    logRetentionDays: 180, // 网络安全法 第二十一条: at least six months
  },
});
