import { by, byNamedDay, calendarDays, serviceTarget, workingDays } from '../domain/policy/period.ts';
import { City } from '../domain/policy/policy.ts';
import { effect, leads, procedure, stage } from '../domain/policy/writing.ts';

// 達州市公共數據管理辦法, in the order of its articles. † marks what the text leaves open and this file decides.

/** 第二章 數據資源、第三章 共享屬性與開放屬性 */
const catalog = {
  // 第十二條 分類分級管理; how open each level may be †
  levels: {
    widest: { L1: 'unconditional', L2: 'unconditional', L3: 'conditional', L4: 'closed' },
    clause: 'DZ-12',
  },
  requires: [
    // 第十三條 名稱、格式、屬性、類型、條件、更新頻率、敏感級別、數源單位及聯繫人、聯繫方式
    { fields: ['resourceFormat', 'dataKind', 'sharing'], clause: 'DZ-13' },
    { fields: ['conditions'], of: ['conditional'], clause: 'DZ-13' },
  ],
  // 第十四條 一項數據有且只有一個法定數源部門; 第四十七條 產生爭議的,可以提請主管部門協調解決
  oneSource: { clause: 'DZ-14', dispute: 'DZ-47' },
  // 第十六條 基礎質量校核
  steps: {
    dictionary: 'DZ-11',
    resource: 'DZ-10',
    securityReview: 'DZ-24',
    riskAssessment: 'DZ-44',
    masking: 'DZ-24',
  },
  // 第十七條 按照國家標準、行業指南和通用技術規範
  standards: { clause: 'DZ-17' },
  sharing: [
    // 第十九條 有條件共享的,應當說明理由並明確共享條件; 不予共享的,應當提供明確的依據
    { type: 'conditional', needs: ['reason', 'conditions'], clause: 'DZ-19' },
    { type: 'none', needs: ['basis'], clause: 'DZ-19' },
  ],
  // 第二十四條 企業登記監管、衛生、交通運輸、氣象等高價值數據優先開放
  highValue: { themes: ['市场监管', '医疗卫生', '交通运输', '气象服务'], clause: 'DZ-24' },
  // 個人隱私、個人信息、商業秘密、保密商務信息不得直接向社會開放
  protects: {
    contents: ['business-secret', 'confidential-business', 'privacy', 'personal-information'],
    opensAfter: 'treatment-and-consent',
    clause: 'DZ-24',
  },
  // 第二十五條 經過脫密、脫敏處理且相關權利人同意開放的
  reopensAfter: { opensAfter: 'treatment-and-consent', clause: 'DZ-25' },
  // 第十三條 動態更新
  updates: { clause: 'DZ-13' },
};

/** 第十三條 目錄的編制與審核; its limits and the way back are † */
const publication = procedure({
  zh: '数据开放',
  en: 'Publication',
  clause: 'DZ-13',
  // 編制本單位公共數據子目錄
  filing: { by: 'agency-staff', clause: 'DZ-13' },
  opens: [{ at: 'review' }],
  steps: {
    // 報同級公共數據主管部門審核
    review: stage({
      zh: '同级主管部门审核',
      en: 'Review',
      clause: 'DZ-13',
      by: ['same-level-regulator'],
      within: [serviceTarget(5, 'DZ-13')], // †
      decisions: {
        pass: leads('publish', { outcome: 'published' }),
        return: leads('correction', { needs: 'all-reasons' }), // †
      },
    }),
    correction: stage({
      zh: '修改后重新提交',
      en: 'Correction and resubmission',
      clause: 'DZ-13',
      by: ['agency-staff'],
      decisions: { resubmit: leads('review') },
    }),
    publish: effect('publish', { zh: '通过开放平台开放', en: 'Publish' }, 'DZ-26', 'closed'),
  },
  withdraw: { from: ['review', 'correction'], to: 'closed' }, // †
});

// 第十六條第二款 應當在接到數據校核申請後三十日內依法處理並反饋; 個人信息保護法第四十六條 及時核實並更正, so the thirty
// days are a ceiling and there is a nearer target †
const ofOwnData = [
  calendarDays(30, 'DZ-16.2', { from: 'receipt', kinds: ['own-data'] }),
  serviceTarget(10, 'PI-46', { from: 'receipt', kinds: ['own-data'] }),
];

// 第二十八條第二款 應當自收到異議之日起十個工作日內採取更正、刪除等必要措施
const ofOthers = [
  workingDays(10, 'DZ-28.2', { from: 'receipt', kinds: ['error', 'omission', 'infringement', 'privacy', 'other'] }),
];

/** 第十六條第二款 自身數據的校核; 第二十八條第二款 異議 */
const objection = procedure({
  zh: '异议与校核',
  en: 'Objection',
  clause: 'DZ-28.2',
  filing: { by: 'registered', clause: 'DZ-28.2', oneOpenAtATime: true }, // †
  opens: [{ kinds: ['own-data'], at: 'correction-of-own-data' }, { at: 'handling' }],
  steps: {
    'correction-of-own-data': stage({
      zh: '自身数据校核',
      en: 'Correction of own data',
      clause: 'DZ-16.2',
      by: ['agency'],
      within: ofOwnData,
      supplementedBy: ['applicant'],
      decisions: {
        'confirm-error': leads('measures', { outcome: 'upheld', needs: 'reason' }),
        unfounded: leads('report-result', { outcome: 'dismissed', needs: 'reason' }), // 個人信息保護法第五十條 說明理由
      },
    }),
    // 異議不成立的,應當及時告知,並說明理由
    handling: stage({
      zh: '异议处理',
      en: 'Handling',
      clause: 'DZ-28.2',
      by: ['agency'],
      within: ofOthers,
      supplementedBy: ['applicant'],
      decisions: {
        'confirm-error': leads('measures', { outcome: 'upheld', needs: 'reason' }),
        'confirm-infringement': leads('measures', { outcome: 'upheld', needs: 'reason' }),
        unfounded: leads('report-result', { outcome: 'dismissed', needs: 'reason' }),
      },
    }),
    // 異議成立的,採取更正、刪除等必要措施; by the same period
    measures: stage({
      zh: '采取更正、删除等措施',
      en: 'Measures',
      clause: 'DZ-28.2',
      by: ['agency'],
      within: [...ofOwnData, ...ofOthers],
      decisions: {
        resubmit: leads('correct-data', { onlyAfter: 'correction' }),
        'take-down': leads('take-down', { needs: 'reason' }),
      },
    }),
    'correct-data': effect('correct-data', { zh: '更正', en: 'Correct data' }, 'DZ-28.2', 'report-result'),
    'take-down': effect('take-down', { zh: '删除', en: 'Take down' }, 'DZ-28.2', 'report-result'),
    'report-result': effect('report-result', { zh: '告知处理结果', en: 'Report result' }, 'DZ-28.2', 'closed'),
  },
  withdraw: { from: ['correction-of-own-data', 'handling'], to: 'closed' }, // †
});

/** 第二十七條、第二十九條 有條件開放數據的申請 */
const application = procedure({
  zh: '有条件开放数据申请',
  en: 'Application for conditional data',
  clause: 'DZ-27b',
  // 自然人、法人和非法人組織; by real name †
  // 列明理由、依據、用途等內容
  filing: { by: 'real-name', clause: 'DZ-27b', asks: ['reason', 'basis'] },
  opens: [{ at: 'regulator-review' }],
  steps: {
    // 公共數據主管部門應當在收到申請之日起五個工作日內予以答復; the level †
    'regulator-review': stage({
      zh: '主管部门答复',
      en: 'Regulator review',
      clause: 'DZ-27c',
      by: ['same-level-regulator'],
      within: [workingDays(5, 'DZ-27c')],
      supplementedBy: ['applicant'],
      decisions: {
        // 可以開放的,應當告知開放方式、時間及有關要求
        approve: leads('commitment', { carries: ['answer'] }),
        // 不同意開放的,應當說明理由,並提供依據
        refuse: leads('tell-reasons', { outcome: 'refused', needs: 'reason', carries: ['basis'] }),
      },
    }),
    // 應當簽訂數據利用承諾書, before the grant †
    commitment: stage({
      zh: '签订数据利用承诺书',
      en: 'Commitment',
      clause: 'DZ-29',
      agreement: { zh: '数据利用承诺书', en: 'Commitment on the use of data' },
      by: ['applicant'],
      decisions: {
        sign: leads('grant-access', { outcome: 'granted' }),
        decline: leads('closed', { outcome: 'declined' }), // †
      },
    }),
    'grant-access': effect('grant-access', { zh: '开通数据使用权限', en: 'Grant access' }, 'DZ-27c', 'closed'),
    'tell-reasons': effect('tell-reasons', { zh: '说明理由和依据', en: 'Tell reasons' }, 'DZ-27c', 'closed'),
  },
  withdraw: { from: ['regulator-review', 'commitment'], to: 'closed' }, // †
});

/** 第七條 首席數據官 */
const responsiblePersons = procedure({
  zh: '首席数据官',
  en: 'Responsible persons',
  clause: 'DZ-7',
  filing: { by: 'platform', clause: 'DZ-7' },
  opens: [{ at: 'confirmation' }],
  duty: { for: 'agency', daysAhead: 30 }, // yearly †
  steps: {
    // 本市建立首席數據官工作制度
    confirmation: stage({
      zh: '确认责任人',
      en: 'Confirmation',
      clause: 'DZ-7',
      by: ['agency-principal'],
      within: [by('03-31', 'DZ-7', 'service-target')], // †
      fulfilment: { by: 'responsible-persons', to: 'closed', outcome: 'done' },
    }),
  },
});

/** 第十三條 動態更新 */
const upkeep = procedure({
  zh: '数据更新',
  en: 'Upkeep',
  clause: 'DZ-13',
  filing: { by: 'platform', clause: 'DZ-13' },
  opens: [{ at: 'renewal' }],
  duty: { for: 'open-dataset' },
  steps: {
    // 公共數據實行統一目錄管理並動態更新
    renewal: stage({
      zh: '更新数据',
      en: 'Renewal',
      clause: 'DZ-13',
      by: ['agency-staff'],
      within: [byNamedDay('DZ-13')],
      fulfilment: { by: 'newer-release', to: 'closed', outcome: 'done' },
    }),
  },
});

/** 第十六條第一款 基礎質量校核 */
const rectification = procedure({
  zh: '质量问题整改',
  en: 'Rectification',
  clause: 'DZ-16.1',
  filing: { by: ['operator', 'same-level-regulator'], clause: 'DZ-16.1' },
  opens: [{ at: 'rectification' }],
  steps: {
    // 發現數據資源存在質量問題的,及時反饋數據提供單位,數據提供單位應當進行整改完善; limits †
    rectification: stage({
      zh: '整改',
      en: 'Rectification',
      clause: 'DZ-16.1',
      by: ['agency-staff'],
      within: [serviceTarget(10, 'DZ-16.1')], // †
      supplementedBy: ['agency-staff'],
      decisions: { resubmit: leads('verification', { needs: 'reason' }) }, // what was done †
    }),
    // closed by the regulator, for the operator decides nothing †
    verification: stage({
      zh: '整改校验',
      en: 'Verification',
      clause: 'DZ-16.1',
      by: ['same-level-regulator'],
      within: [serviceTarget(5, 'DZ-16.1')], // †
      decisions: {
        verify: leads('closed', { outcome: 'rectified' }),
        return: leads('rectification', { needs: 'all-reasons' }),
      },
    }),
  },
});

/** 第四十四條 風險評估 */
const riskAssessment = procedure({
  zh: '数据安全风险评估',
  en: 'Risk assessment',
  clause: 'DZ-44',
  filing: { by: 'platform', clause: 'DZ-44' },
  opens: [{ at: 'assessment' }],
  duty: { for: 'agency', daysAhead: 60 }, // †
  steps: {
    // 政務部門和公共服務組織應當定期組織開展數據安全風險評估; yearly †
    assessment: stage({
      zh: '风险评估',
      en: 'Assessment',
      clause: 'DZ-44',
      by: ['agency'],
      within: [by('11-30', 'DZ-44', 'service-target')],
      decisions: { pass: leads('closed', { outcome: 'done', needs: 'all-reasons' }) },
    }),
  },
});

/** 第四十九條 監督檢查和考核 */
const effectiveness = procedure({
  zh: '公共数据管理考核评价',
  en: 'Bulletin on effectiveness',
  clause: 'DZ-49',
  filing: { by: 'platform', clause: 'DZ-49' },
  opens: [{ at: 'bulletin' }],
  duty: { for: ['city', 'district'], daysAhead: 60 }, // †
  steps: {
    // 加強對公共數據共享、開放、利用、安全保障等活動的監督檢查及考核評價; yearly, with a bulletin †
    bulletin: stage({
      zh: '通报',
      en: 'Bulletin',
      clause: 'DZ-49',
      by: ['same-level-regulator'],
      within: [by('12-31', 'DZ-49', 'service-target')],
      decisions: { pass: leads('publish-bulletin', { outcome: 'published', needs: 'all-reasons' }) },
    }),
    'publish-bulletin': effect('publish-bulletin', { zh: '发布', en: 'Publish bulletin' }, 'DZ-49', 'closed'),
  },
});

export const dazhou = City.parse({
  name: 'dazhou',
  title: { zh: '达州市', en: 'Dazhou' },
  districts: [
    { id: 'tongchuan', title: { zh: '通川区', en: 'Tongchuan District' } },
    { id: 'dachuan', title: { zh: '达川区', en: 'Dachuan District' } },
    { id: 'wanyuan', title: { zh: '万源市', en: 'Wanyuan' } },
  ],
  organisations: [
    { id: 'ecology-bureau', title: { zh: '达州市生态环境局', en: 'Dazhou Ecology and Environment Bureau' } },
    { id: 'civil-affairs-bureau', title: { zh: '达州市民政局', en: 'Dazhou Civil Affairs Bureau' } },
    {
      id: 'tongchuan-water-company',
      title: { zh: '通川区供水公司', en: 'Tongchuan Water Supply Company' },
      district: 'tongchuan',
    },
  ],
  policies: [
    {
      version: 'DZ-1',
      letters: 'DZ',
      regulation: { zh: '《达州市公共数据管理办法》', en: 'Dazhou Measures on Public Data' },
      overlays: [
        { letters: 'PI', regulation: { zh: '《个人信息保护法》', en: 'Personal Information Protection Law' } },
      ],
      // 第五十三條 有效期5年: the tighter reading of the Civil Code's articles 201 and 202
      inForce: { from: '2025-03-01', to: '2030-02-28' },
      // †
      transition: {
        zh: '有效期内受理的办件,届满后仍按本办法办结;届满后受理的,在新规定公布前参照本办法,《政务数据共享条例》优先适用',
        en: "A case received while it was in force is finished by it; what is received later follows it until a new one is published; the State Council's regulation on sharing prevails",
      },
      unconditionalNeedsIdentity: false, // 第二十七條 可以直接獲取
      catalog,
      procedures: {
        publication,
        objection,
        application,
        'responsible-persons': responsiblePersons,
        upkeep,
        rectification,
        'risk-assessment': riskAssessment,
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
