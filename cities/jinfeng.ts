import { by, serviceTarget, workingDays } from '../domain/policy/period.ts';
import { City } from '../domain/policy/policy.ts';
import { effect, leads, procedure, stage } from '../domain/policy/writing.ts';
import { bulletin, orderToRectify, register, renewal } from './shared/duties.ts';
import * as zw from './shared/zw.ts';
import { catalogExtension, publishedWithin, updateWithin } from './shared/zw-catalog.ts';

// 金凤区公共数据资源管理办法(试行), in the order of its articles; it ran out on 2025-08-01. † marks what the text leaves
// open and this file decides. The centre (智慧城市运营中心) is the regulator; the text has no procedure for the public.

/** 第二条、第三章 数据目录、第五章至第八章 */
const catalog = {
  // 第二条、第三十三条 涉及国家秘密的,按照相关法律、法规执行
  stateSecrets: 'JF-2',
  requires: [
    // 第三条 政务数据、服务数据、图像视频数据、空间传感数据和流式数据等
    { fields: ['dataKind'], clause: 'JF-3' },
    // 第八条 所属系统名称、数据资源名称、更新周期、信息项名称、共享类型、共享方式
    { fields: ['informationItems', 'sharing'], clause: 'JF-8' },
    // 第十七条 采集法律、法规未作规定的数据的,应当取得被采集人同意
    { fields: ['collection'], clause: 'JF-17' },
    // 第二十六条 确定安全管理责任科室和责任人
    { fields: ['responsible'], clause: 'JF-26b' },
  ],
  // 第十条 应当于修改或者行政管理职能发生变更之日起
  changes: { event: { clause: 'JF-10a' } },
  steps: {
    dictionary: 'JF-8',
    resource: 'JF-13',
    securityReview: 'JF-26b',
    riskAssessment: 'JF-29a',
    masking: 'JF-29a',
  },
  // 第十五条 在公共数据资源目录的范围内采集、归集
  gathersWithinEntry: { clause: 'JF-15' },
  oneSource: { clause: 'JF-16', dispute: 'ZW-28' }, // the text itself names no way for a dispute
  updates: { clause: 'JF-18' },
  // 第二十三条 通过共享获得的公共数据,不得以任何形式提供给第三方
  refusesOrigins: { origins: ['sharing'], clause: 'JF-23b' },
  sharing: [
    // 第八条 共享方式; 第二十四条 有条件共享和不予共享的,应当说明理由,并提供依据
    { type: 'unconditional', needs: ['mode'], clause: 'JF-8' },
    { type: 'conditional', needs: ['mode'], clause: 'JF-8' },
    { type: 'conditional', needs: ['reason', 'basis'], clause: 'JF-24' },
    { type: 'none', needs: ['reason', 'basis'], clause: 'JF-24' },
  ],
  // 第二十六条 健全公共数据共享和开放的保密审查
  secrecyReview: { clause: 'JF-26b' },
  // 第二十九条 涉及国家秘密、商业秘密和个人隐私的公共数据不得向社会开放
  protects: { contents: ['business-secret', 'privacy'], opensAfter: 'never', clause: 'JF-29a' },
  // 公共数据不得跨境流通,确需向境外提供的,应当进行安全评估审核
  crossBorder: { clause: 'JF-29b' },
};

/** 第七条 新建信息系统的数据统筹论证; its limit is † */
const newSystem = procedure({
  zh: '新建信息系统数据统筹论证',
  en: 'Data review of a new information system',
  clause: 'JF-7',
  // 区内各单位规划新建的各类信息化系统应报送至运营中心
  filing: { by: 'agency-staff', clause: 'JF-7' },
  opens: [{ kinds: ['planned'], at: 'data-review' }],
  steps: {
    'data-review': stage({
      zh: '数据统筹论证',
      en: 'Data review',
      clause: 'JF-7',
      by: ['municipal-regulator'],
      within: [serviceTarget(10, 'JF-7')], // †
      supplementedBy: ['agency-staff'],
      decisions: {
        // 通过后由各单位进行建设
        pass: leads('tell-agency', { outcome: 'agreed' }),
        refuse: leads('tell-agency', { outcome: 'refused', needs: 'reason' }), // the reason †
      },
    }),
    'tell-agency': effect('tell-agency', { zh: '告知论证结果', en: 'Tell agency' }, 'JF-7', 'closed'),
  },
  withdraw: { from: ['data-review'], to: 'closed' }, // †
});

/** 第九条 目录的编制与审核; its limits and the way back are † */
const publication = procedure({
  zh: '目录编制与数据开放',
  en: 'Publication',
  clause: 'JF-9',
  // 编制成本单位公共数据资源目录,并报智慧城市运营中心
  filing: { by: 'agency-staff', clause: 'JF-9' },
  opens: [{ at: 'review' }],
  steps: {
    review: stage({
      zh: '运营中心审核',
      en: 'Review',
      clause: 'JF-9',
      by: ['municipal-regulator'],
      within: [serviceTarget(5, 'JF-9')], // †
      decisions: {
        pass: leads('publish', { outcome: 'published' }),
        return: leads('correction', { needs: 'all-reasons' }), // †
      },
    }),
    correction: stage({
      zh: '修改后重新提交',
      en: 'Correction and resubmission',
      clause: 'JF-9',
      by: ['agency-staff'],
      decisions: { resubmit: leads('review') },
    }),
    publish: effect('publish', { zh: '形成全区目录清单', en: 'Publish' }, 'JF-9', 'closed'),
  },
  withdraw: { from: ['review', 'correction'], to: 'closed' }, // †
});

/** 第十条 目录的变更 */
const catalogChange = procedure({
  zh: '目录变更',
  en: 'Change of the catalog',
  clause: 'JF-10a',
  filing: { by: 'agency-staff', clause: 'JF-10a' },
  opens: [{ at: 'opinion' }],
  steps: {
    // 应当在收到变更申请之日起5个工作日内将审核意见反馈至申请单位
    opinion: stage({
      zh: '运营中心审核',
      en: 'Opinion of the centre',
      clause: 'JF-10b',
      by: ['municipal-regulator'],
      within: [
        // 修改或者行政管理职能发生变更之日起10个工作日内
        workingDays(10, 'JF-10a', { from: 'event' }),
        updateWithin('municipal-regulator'),
        workingDays(5, 'JF-10b'),
        publishedWithin,
      ],
      supplementedBy: ['agency-staff'],
      decisions: {
        pass: leads('change'),
        refuse: leads('tell-reasons', { outcome: 'refused', needs: 'reason' }), // the reason †
      },
    }),
    // 审核通过的,相关单位应及时变更公共数据资源目录
    change: stage({
      zh: '相关单位变更目录',
      en: 'Change by the unit',
      clause: 'JF-10b',
      by: ['agency-staff'],
      within: [serviceTarget(2, 'JF-10b')], // 及时 †
      decisions: { pass: leads('change-entry', { outcome: 'changed' }) },
    }),
    'change-entry': effect('change-entry', { zh: '变更目录', en: 'Change entry' }, 'JF-10b', 'closed'),
    'tell-reasons': effect('tell-reasons', { zh: '反馈审核意见', en: 'Tell reasons' }, 'JF-10b', 'closed'),
  },
  withdraw: { from: ['opinion'], to: 'closed' }, // †
});

/** 第十一条、第十二条 对其他单位的数据需求; its limits are † */
const demand = procedure({
  zh: '单位间数据需求',
  en: 'Demand of a unit',
  clause: 'JF-11',
  // 区内各单位有数据需求的,统一向运营中心提出
  filing: { by: 'other-unit', clause: 'JF-12' },
  opens: [{ at: 'centre-review' }],
  steps: {
    'centre-review': stage({
      zh: '运营中心审核',
      en: 'Review of the centre',
      clause: 'JF-11',
      by: ['municipal-regulator'],
      within: [serviceTarget(5, 'JF-11')], // †
      supplementedBy: ['applicant'],
      decisions: {
        pass: leads('tell-agency', { outcome: 'listed', mayCarry: ['agency'] }),
        refuse: leads('tell-reasons', { outcome: 'refused', needs: 'reason' }), // †
      },
    }),
    'tell-agency': effect('tell-agency', { zh: '告知数据责任单位', en: 'Tell agency' }, 'JF-11', 'construction'),
    // 由数据需求单位作为业务牵头部门,会同运营中心做好相关建设工作
    construction: stage({
      zh: '主题库和专题库建设',
      en: 'Construction',
      clause: 'JF-11',
      by: ['counterpart', 'municipal-regulator'],
      jointly: {},
      decisions: { verify: leads('closed') },
    }),
    'tell-reasons': effect('tell-reasons', { zh: '告知理由', en: 'Tell reasons' }, 'JF-11', 'closed'), // †
  },
  withdraw: { from: ['centre-review', 'construction'], to: 'closed' }, // †
});

/** 第十九条 问题数据的发现、反馈、修正、校验 */
const objection = procedure({
  zh: '问题数据处理',
  en: 'Problem data',
  clause: 'JF-19a',
  // 公共数据需求单位负责反馈实际应用中的问题数据
  filing: { by: 'other-unit', clause: 'JF-19a', oneOpenAtATime: true }, // †
  opens: [{ at: 'forwarding' }],
  steps: {
    // 应及时将问题反馈到运营中心
    forwarding: stage({
      zh: '运营中心转交',
      en: 'Forwarding',
      clause: 'JF-19a',
      by: ['municipal-regulator'],
      within: [serviceTarget(1, 'JF-19a')], // †
      decisions: {
        // 业务紧急的问题数据,根据实际情况限时处理: the centre sets the days †
        pass: leads('handling', { mayCarry: ['days'] }),
        unfounded: leads('report-result', { outcome: 'dismissed', needs: 'reason' }), // †
      },
    }),
    // 应当在收到问题反馈之日起5个工作日内完成处理; 经运营中心审核后,最多延长至15个工作日
    handling: stage({
      zh: '责任单位处理',
      en: 'Handling',
      clause: 'JF-19b',
      by: ['agency'],
      within: [
        workingDays(5, 'JF-19b', {
          setBy: 'decision',
          extension: { mode: 'to', days: 15, asks: 'agency', approves: 'municipal-regulator', clause: 'JF-19b' },
        }),
        // 条例第二十六条 在10个工作日内校核、更正并反馈: the fifteen exceed it, so it runs beside
        workingDays(10, 'ZW-26'),
      ],
      supplementedBy: ['applicant'],
      decisions: {
        'confirm-error': leads('correct-data', { outcome: 'upheld', needs: 'reason' }),
        // 侵犯商业秘密、个人隐私等第三方合法权益
        'confirm-infringement': leads('take-down', { outcome: 'upheld', needs: 'reason' }), // †
        unfounded: leads('report-result', { outcome: 'dismissed', needs: 'reason' }), // the reason †
      },
    }),
    'correct-data': effect('correct-data', { zh: '修正', en: 'Correct data' }, 'JF-19a', 'acceptance'),
    'take-down': effect('take-down', { zh: '下架', en: 'Take down' }, 'JF-19a', 'acceptance'), // †
    // 校验: by the unit that reported it †
    acceptance: stage({
      zh: '需求单位校验',
      en: 'Acceptance',
      clause: 'JF-19a',
      by: ['applicant'],
      within: [serviceTarget(5, 'JF-19a')], // †
      decisions: {
        verify: leads('report-result'),
        // a fresh five days †; their extension ends within the fifteen of the first feedback all the same
        return: leads('handling', { needs: 'all-reasons' }),
      },
    }),
    'report-result': effect('report-result', { zh: '反馈处理结果', en: 'Report result' }, 'JF-19a', 'closed'),
  },
  withdraw: { from: ['forwarding', 'handling', 'acceptance'], to: 'closed' }, // †
});

/** 第十八条 动态更新 */
// 按照区公共数据目录中的更新周期要求对所提供的公共数据及时进行动态更新
const upkeep = renewal('JF-18');

/** 第二十六条 责任人 */
// 确定安全管理责任科室和责任人; when it is confirmed †
const responsiblePersons = register({ zh: '安全管理责任人', clause: 'JF-26b', names: ['security'] });

/** 第二十六条 风险评估 */
const riskAssessment = procedure({
  zh: '风险评估',
  en: 'Risk assessment',
  clause: 'JF-26',
  filing: { by: 'platform', clause: 'JF-26' },
  opens: [{ kinds: ['agency'], at: 'assessment-of-unit' }, { at: 'assessment' }],
  duty: { for: ['city', 'agency'], daysAhead: 60 }, // †
  steps: {
    // 区内各单位应当定期组织开展系统的安全测评和风险评估; yearly †
    'assessment-of-unit': stage({
      zh: '单位风险评估',
      en: 'Assessment of unit',
      clause: 'JF-26',
      by: ['agency'],
      within: [by('11-30', 'JF-26', 'service-target')],
      decisions: { pass: leads('closed', { outcome: 'done', needs: 'all-reasons' }) },
    }),
    // 运营中心定期开展安全测试、风险评估和安全应急演练; yearly †
    assessment: stage({
      zh: '平台风险评估',
      en: 'Assessment',
      clause: 'JF-26',
      by: ['municipal-regulator'],
      within: [by('11-30', 'JF-26', 'service-target')],
      decisions: { pass: leads('closed', { outcome: 'done', needs: 'all-reasons' }) },
    }),
  },
});

/** 第二十六条 安全测试和应急演练 of the centre; 第二十七条 应急预案和应急演练 of the units; when is † */
const drill = procedure({
  zh: '安全测试与应急演练',
  en: 'Security test and drill',
  clause: 'JF-26',
  filing: { by: 'platform', clause: 'JF-26' },
  duty: { for: ['city', 'agency'], daysAhead: 60 },
  opens: [{ kinds: ['city'], at: 'test-of-the-platform' }, { at: 'drill-of-a-unit' }],
  steps: {
    // 定期开展电子政务网络、政务云的安全测试、风险评估和安全应急演练
    'test-of-the-platform': stage({
      zh: '平台安全测试与应急演练',
      en: 'Test of the platform',
      clause: 'JF-26',
      by: ['municipal-regulator'],
      within: [by('11-30', 'JF-26', 'service-target')], // †
      decisions: { pass: leads('closed', { outcome: 'done', needs: 'reason' }) },
    }),
    // 应当制订有关公共数据安全管理应急预案,并定期组织应急演练
    'drill-of-a-unit': stage({
      zh: '应急预案与应急演练',
      en: 'Drill of a unit',
      clause: 'JF-27',
      by: ['agency'],
      within: [by('11-30', 'JF-27', 'service-target')], // †
      decisions: { pass: leads('closed', { outcome: 'done', needs: 'reason' }) },
    }),
  },
});

/** 第二十七条 安全事件; its limits are † */
const incident = procedure({
  zh: '安全事件处置',
  en: 'Security incident',
  clause: 'JF-27',
  filing: { by: ['agency-staff', 'municipal-regulator'], clause: 'JF-27' },
  opens: [{ kinds: ['dataset'], at: 'suspend-opening' }, { at: 'containment' }],
  steps: {
    'suspend-opening': effect('suspend-opening', { zh: '立即中止开放', en: 'Suspend opening' }, 'JF-27', 'containment'),
    // 应当立即启动应急预案,迅速采取应急措施降低损害程度,防止事故扩大; 同时,保存相关记录
    containment: stage({
      zh: '启动预案,保存记录',
      en: 'Containment',
      clause: 'JF-27',
      by: ['agency', 'municipal-regulator'],
      within: [serviceTarget(1, 'JF-27')], // 立即 †
      supplementedBy: ['agency-staff', 'applicant'],
      decisions: {
        pass: leads('reporting', { needs: 'reason' }),
        unfounded: leads('restore-opening', { outcome: 'dismissed', needs: 'reason', by: ['municipal-regulator'] }),
      },
    }),
    // 并按照规定向区委网信办和区数据管理服务中心报告
    reporting: stage({
      zh: '向有关部门报告',
      en: 'Report to the authorities',
      clause: 'JF-27',
      by: ['agency', 'municipal-regulator'],
      within: [serviceTarget(1, 'JF-27')], // †
      supplementedBy: ['agency-staff', 'applicant'],
      decisions: {
        pass: leads('clearance', {
          carries: ['informed'],
          mayCarry: ['notice'],
          informs: [
            { zh: '区委网信办', en: "the district's cyberspace office" },
            { zh: '区数据管理服务中心', en: "the district's data management service centre" },
          ],
        }),
      },
    }),
    clearance: stage({
      zh: '消除隐患',
      en: 'Clearance',
      clause: 'JF-27',
      by: ['municipal-regulator'],
      within: [serviceTarget(10, 'JF-27')], // †
      supplementedBy: ['agency-staff', 'applicant'],
      decisions: { restore: leads('restore-opening', { outcome: 'done', needs: 'reason' }) },
    }),
    'restore-opening': effect('restore-opening', { zh: '恢复开放', en: 'Restore opening' }, 'JF-27', 'report-result'),
    'report-result': effect('report-result', { zh: '反馈处置结果', en: 'Report result' }, 'JF-27', 'closed'),
  },
});

/** 第三十一条 督促整改; 第二十条 质量监控 */
// 监督检查、督促整改; 第二十条 清洗、比对、核验; verified by the centre †
const rectification = orderToRectify({
  zh: '督促整改',
  clause: 'JF-31',
  by: 'municipal-regulator',
  verifies: 'municipal-regulator',
});

/** 第三十一条、第三十二条 考核评估 */
// 对本区各单位的公共数据编目、采集、汇聚、治理、共享、开放、应用等情况进行考核评估; yearly †
const effectiveness = bulletin({
  zh: '考核评估',
  en: 'Assessment of units',
  stage: '考核评估通报',
  clause: 'JF-31',
  for: 'city',
  by: 'municipal-regulator',
  on: '12-31',
});

/** 第二十三条至第二十五条、第二十八条; the State Council's regulation stands beside it */
const sharing = {
  // 第二十五条 有条件共享类和不予共享类公共数据可以经脱敏等处理后向区内各单位提供
  treated: { clause: 'JF-25c' },
  // 第二十八条 承诺所申请的公共数据仅用于本单位工作需要
  commitment: { clause: 'JF-28' },
  // 第二十三条 不得以任何形式提供给第三方,也不得用于其他任何目的
  notPassedOn: { clause: 'JF-23b' },
  useRecords: zw.useRecords,
};

// 第二十五条 在收到运营中心的征求意见后5个工作日内予以答复, and the ten of the State Council's regulation beside it
const consentWithin = [workingDays(5, 'JF-25b'), zw.answerWithin()];
const consentGoingOn = [workingDays(5, 'JF-25b', { continues: true }), zw.answerWithin({ continues: true })];

/** 第二十五条 共享; every unit of the district is a government department in the sense of the State Council's regulation */
const sharingRequest = procedure({
  zh: '数据共享申请',
  en: 'Sharing request',
  clause: 'JF-25b',
  // 第十二条 统一向运营中心提出; 提供详细的业务流程、应用场景等资料
  filing: { by: 'other-unit', clause: 'JF-12' },
  opens: [{ kinds: ['unconditional'], at: 'requester-approval-of-unconditional' }, { at: 'requester-approval' }],
  steps: {
    'requester-approval-of-unconditional': zw.requesterApproval('supply'),
    'requester-approval': zw.requesterApproval('centre-review'),
    // 无条件共享类: 应当及时明确相关数据供给方式,通过区大数据资源共享平台供给数据
    supply: stage({
      zh: '明确供给方式',
      en: 'Supply',
      clause: 'JF-25a',
      by: ['municipal-regulator'],
      within: [serviceTarget(1, 'JF-25a'), workingDays(1, 'ZW-21')], // 及时 †
      decisions: { pass: leads('share', { outcome: 'granted', carries: ['answer'] }) },
    }),
    // 有条件共享类: 经运营中心审核
    'centre-review': stage({
      zh: '运营中心审核',
      en: "Centre's review",
      clause: 'JF-25b',
      by: ['municipal-regulator'],
      within: [serviceTarget(2, 'JF-25b')], // †
      decisions: {
        pass: leads('provider-review'),
        return: leads('correction', { needs: 'all-reasons' }),
        // 第二十三条 没有法律、法规、规章等合法性或合理性依据的,不得拒绝
        refuse: leads('tell-reasons', { outcome: 'refused', needs: 'reason', carries: ['basis'] }),
      },
    }),
    // 并征得数据责任单位同意
    'provider-review': zw.providerReview(consentWithin),
    'provider-approval': zw.providerApproval(consentGoingOn, { refused: 'centre-reconsideration' }),
    correction: zw.correction('centre-review'),
    // 不同意共享的,应提供依据报运营中心审核; that it may overrule the unit isn't said: it accepts, or asks anew
    'centre-reconsideration': stage({
      zh: '运营中心审核不同意的依据',
      en: 'Review of the refusal',
      clause: 'JF-25b',
      by: ['municipal-regulator'],
      within: [serviceTarget(2, 'JF-25b')], // †
      decisions: {
        pass: leads('tell-reasons', { outcome: 'refused' }),
        return: leads('provider-review', { needs: 'all-reasons' }),
      },
    }),
    delivery: zw.delivery,
    share: effect('share-data', { zh: '通过平台供给数据', en: 'Share' }, 'JF-25b', 'closed'),
    'tell-reasons': effect('tell-reasons', { zh: '说明理由和依据', en: 'Tell reasons' }, 'JF-25b', 'closed'),
  },
  withdraw: {
    from: [
      'requester-approval-of-unconditional',
      'requester-approval',
      'centre-review',
      'provider-review',
      'correction',
    ],
    to: 'closed',
  }, // †
});

/** 第十二条、第二十二条 统一向运营中心提出: of the autonomous region, the city, other units and society; limits † */
const sharingDemand = procedure({
  zh: '跨层级和社会数据共享需求',
  en: 'Demand for data of other levels and of society',
  clause: 'JF-22',
  filing: { by: 'other-unit', clause: 'JF-12' },
  opens: [{ at: 'coordination' }],
  steps: {
    // 实现自治区、银川市、金凤区三级及区内各单位之间以及社会面的数据共享交互
    coordination: stage({
      zh: '运营中心协调',
      en: 'Coordination by the centre',
      clause: 'JF-22',
      by: ['municipal-regulator'],
      within: [serviceTarget(10, 'JF-22')],
      decisions: {
        pass: leads('tell-parties', { outcome: 'agreed', carries: ['answer'] }),
        refuse: leads('tell-reasons', { outcome: 'refused', needs: 'reason', carries: ['basis'] }),
      },
    }),
    'tell-parties': effect('tell-parties', { zh: '告知各方', en: 'Tell the parties' }, 'JF-22', 'closed'),
    'tell-reasons': effect('tell-reasons', { zh: '说明理由和依据', en: 'Tell reasons' }, 'JF-23a', 'closed'),
  },
  withdraw: { from: ['coordination'], to: 'closed' }, // †
});

/** 第十六条 names no way for a dispute; the State Council's regulation does */
const dispute = procedure({
  zh: '争议处理',
  en: 'Dispute',
  clause: 'ZW-28',
  filing: { by: 'other-unit', clause: 'ZW-28' },
  opens: [{ kinds: ['sharing'], at: 'sharing-negotiation' }, { at: 'negotiation' }],
  steps: {
    ...zw.threeInstances({ negotiation: 'ZW-28', coordination: 'ZW-28', decision: 'ZW-28', on: 'source' }),
    ...zw.threeInstances({
      prefix: 'sharing-',
      negotiation: 'ZW-28',
      coordination: 'ZW-28',
      decision: 'ZW-28',
      on: 'sharing',
    }),
    'record-source': effect('record-source', { zh: '记载数源单位', en: 'Record the source' }, 'JF-16', 'closed'),
    'tell-parties': effect('tell-parties', { zh: '告知各方', en: 'Tell the parties' }, 'ZW-28', 'closed'),
  },
  withdraw: { from: ['negotiation', 'sharing-negotiation'], to: 'closed' }, // †
});

export const jinfeng = City.parse({
  name: 'jinfeng',
  title: { zh: '银川市金凤区', en: 'Jinfeng District of Yinchuan' },
  holidayRegion: 'ningxia', // 开斋节, 古尔邦节
  districts: [],
  organisations: [
    { id: 'ecology-bureau', title: { zh: '金凤区生态环境分局', en: 'Jinfeng Ecology and Environment Branch' } },
    { id: 'civil-affairs-bureau', title: { zh: '金凤区民政局', en: 'Jinfeng Civil Affairs Bureau' } },
    // 第三十四条 市垂管单位参照本办法执行
    {
      id: 'tax-bureau',
      title: { zh: '国家税务总局银川市金凤区税务局', en: 'Jinfeng Tax Bureau' },
      byReference: 'JF-34',
    },
  ],
  policies: [
    {
      version: 'JF-1',
      letters: 'JF',
      regulation: {
        zh: '《金凤区公共数据资源管理办法(试行)》',
        en: 'Jinfeng Measures on Public Data Resources (trial)',
      },
      inForce: { from: '2023-08-01', to: '2025-08-01' }, // 第三十五条
      // †
      transition: {
        zh: '有效期内受理的办件,届满后仍按本办法办结;届满后受理的,在新规定公布前参照本办法,《政务数据共享条例》优先适用',
        en: "A case received while it was in force is finished by it; what is received later follows it until a new one is published; the State Council's regulation on sharing prevails",
      },
      overlays: [zw.overlay],
      unconditionalNeedsIdentity: false, // †
      catalog,
      sharing,
      procedures: {
        'sharing-request': sharingRequest,
        'sharing-demand': sharingDemand,
        'sharing-termination': zw.sharingTermination,
        dispute,
        'new-system': newSystem,
        publication,
        'catalog-change': catalogChange,
        'catalog-extension': catalogExtension('municipal-regulator'),
        demand,
        objection,
        upkeep,
        'responsible-persons': responsiblePersons,
        'risk-assessment': riskAssessment,
        drill,
        incident,
        rectification,
        effectiveness,
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
