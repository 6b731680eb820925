import { by, byNamedDay, serviceTarget, workingDays } from '../domain/policy/period.ts';
import { City } from '../domain/policy/policy.ts';
import { effect, leads, procedure, stage } from '../domain/policy/writing.ts';

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
  steps: {
    dictionary: 'JF-8',
    resource: 'JF-13',
    securityReview: 'JF-26b',
    riskAssessment: 'JF-29a',
    masking: 'JF-29a',
  },
  // 第十五条 在公共数据资源目录的范围内采集、归集
  gathersWithinEntry: { clause: 'JF-15' },
  oneSource: { clause: 'JF-16' }, // the text names no way for a dispute
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
        return: leads('handling', { needs: 'all-reasons' }),
      },
    }),
    'report-result': effect('report-result', { zh: '反馈处理结果', en: 'Report result' }, 'JF-19a', 'closed'),
  },
  withdraw: { from: ['forwarding', 'handling', 'acceptance'], to: 'closed' }, // †
});

/** 第十八条 动态更新 */
const upkeep = procedure({
  zh: '数据更新',
  en: 'Upkeep',
  clause: 'JF-18',
  filing: { by: 'platform', clause: 'JF-18' },
  opens: [{ at: 'renewal' }],
  duty: { for: 'open-dataset' },
  steps: {
    // 按照区公共数据目录中的更新周期要求对所提供的公共数据及时进行动态更新
    renewal: stage({
      zh: '更新数据',
      en: 'Renewal',
      clause: 'JF-18',
      by: ['agency-staff'],
      within: [byNamedDay('JF-18')],
      fulfilment: { by: 'newer-release', to: 'closed', outcome: 'done' },
    }),
  },
});

/** 第二十六条 责任人 */
const responsiblePersons = procedure({
  zh: '安全管理责任人',
  en: 'Responsible persons',
  clause: 'JF-26b',
  filing: { by: 'platform', clause: 'JF-26b' },
  opens: [{ at: 'confirmation' }],
  duty: { for: 'agency', daysAhead: 30 }, // yearly †
  steps: {
    // 确定安全管理责任科室和责任人
    confirmation: stage({
      zh: '确认责任人',
      en: 'Confirmation',
      clause: 'JF-26b',
      by: ['agency-principal'],
      within: [by('03-31', 'JF-26b', 'service-target')], // †
      fulfilment: { by: 'responsible-persons', to: 'closed', outcome: 'done' },
    }),
  },
});

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

/** 第三十一条 督促整改; 第二十条 质量监控 */
const rectification = procedure({
  zh: '督促整改',
  en: 'Rectification',
  clause: 'JF-31',
  filing: { by: 'municipal-regulator', clause: 'JF-31' },
  opens: [{ at: 'rectification' }],
  steps: {
    // 监督检查、督促整改; 第二十条 清洗、比对、核验; limits †
    rectification: stage({
      zh: '整改',
      en: 'Rectification',
      clause: 'JF-31',
      by: ['agency-staff'],
      within: [serviceTarget(10, 'JF-31')], // †
      supplementedBy: ['agency-staff'],
      decisions: { resubmit: leads('verification', { needs: 'reason' }) }, // what was done †
    }),
    // 校验 by the centre †
    verification: stage({
      zh: '整改校验',
      en: 'Verification',
      clause: 'JF-31',
      by: ['municipal-regulator'],
      within: [serviceTarget(5, 'JF-31')], // †
      decisions: {
        verify: leads('closed', { outcome: 'rectified' }),
        return: leads('rectification', { needs: 'all-reasons' }),
      },
    }),
  },
});

/** 第三十一条、第三十二条 考核评估 */
const effectiveness = procedure({
  zh: '考核评估',
  en: 'Assessment of units',
  clause: 'JF-31',
  filing: { by: 'platform', clause: 'JF-31' },
  opens: [{ at: 'bulletin' }],
  duty: { for: 'city', daysAhead: 60 }, // †
  steps: {
    // 对本区各单位的公共数据编目、采集、汇聚、治理、共享、开放、应用等情况进行考核评估; yearly †
    bulletin: stage({
      zh: '考核评估通报',
      en: 'Bulletin',
      clause: 'JF-31',
      by: ['municipal-regulator'],
      within: [by('12-31', 'JF-31', 'service-target')],
      decisions: { pass: leads('publish-bulletin', { outcome: 'published', needs: 'all-reasons' }) },
    }),
    'publish-bulletin': effect('publish-bulletin', { zh: '发布', en: 'Publish bulletin' }, 'JF-31', 'closed'),
  },
});

export const jinfeng = City.parse({
  name: 'jinfeng',
  title: { zh: '银川市金凤区', en: 'Jinfeng District of Yinchuan' },
  holidayRegion: 'ningxia', // 开斋节, 古尔邦节
  districts: [],
  organisations: [
    { id: 'ecology-bureau', title: { zh: '金凤区生态环境分局', en: 'Jinfeng Ecology and Environment Branch' } },
    { id: 'civil-affairs-bureau', title: { zh: '金凤区民政局', en: 'Jinfeng Civil Affairs Bureau' } },
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
      unconditionalNeedsIdentity: false, // †
      catalog,
      procedures: {
        publication,
        objection,
        upkeep,
        'responsible-persons': responsiblePersons,
        'risk-assessment': riskAssessment,
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
