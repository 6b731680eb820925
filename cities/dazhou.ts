import { by, calendarDays, serviceTarget, workingDays } from '../domain/policy/period.ts';
import { City } from '../domain/policy/policy.ts';
import { effect, leads, procedure, stage } from '../domain/policy/writing.ts';
import { bulletin, orderToRectify, register, renewal, useReport } from './shared/duties.ts';
import { misuse } from './shared/misuse.ts';
import * as zw from './shared/zw.ts';
import { catalogExtension, publishedWithin, updateWithin } from './shared/zw-catalog.ts';

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
  // 政务数据共享条例 第十七条 自调整、变化发生之日起
  changes: { event: { clause: 'ZW-17' } },
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

/** 第十一條 信息系統驗收前的數據目錄和數據字典; its limit is † */
const newSystem = procedure({
  zh: '信息系统数据目录和字典报送',
  en: 'Catalog and dictionary of an information system',
  clause: 'DZ-11',
  // 使用財政資金新建和升級改造信息系統,項目竣工驗收前應當提交數據目錄和數據字典
  filing: { by: 'agency-staff', clause: 'DZ-11' },
  opens: [{ kinds: ['before-acceptance'], at: 'receipt-review' }],
  steps: {
    'receipt-review': stage({
      zh: '主管部门接收',
      en: 'Reception by the regulator',
      clause: 'DZ-11',
      by: ['same-level-regulator'],
      within: [serviceTarget(5, 'DZ-11')], // †
      supplementedBy: ['agency-staff'],
      decisions: {
        pass: leads('issue-receipt', { outcome: 'done' }),
        return: leads('tell-agency', { outcome: 'returned', needs: 'all-reasons' }), // †
      },
    }),
    // 未共享相關數據及數據服務成果的,財政部門不予撥付: what isn't shared stands in GET /v1/unshared-purchases
    'issue-receipt': effect('issue-receipt', { zh: '出具回执', en: 'Issue receipt' }, 'DZ-11', 'closed'), // †
    'tell-agency': effect('tell-agency', { zh: '告知需补充的内容', en: 'Tell agency' }, 'DZ-11', 'closed'),
  },
  withdraw: { from: ['receipt-review'], to: 'closed' }, // †
});

/** 第十三條 目錄的編制與審核; its limits and the way back are † */
const publication = procedure({
  zh: '数据开放',
  en: 'Publication',
  clause: 'DZ-13',
  // 編制本單位公共數據子目錄
  filing: { by: 'agency-staff', clause: 'DZ-13' },
  opens: [
    { unit: 'regulator', level: 'district', at: 'municipal-review' },
    { unit: 'regulator', at: 'provincial-review' },
    { at: 'review' },
  ],
  steps: {
    // 公共數據主管部門組織編制本級公共數據子目錄,報上一級公共數據主管部門審核
    'municipal-review': stage({
      zh: '市级主管部门审核',
      en: 'Review by the regulator above',
      clause: 'DZ-13',
      by: ['municipal-regulator'],
      within: [serviceTarget(5, 'DZ-13')], // †
      decisions: {
        pass: leads('publish', { outcome: 'published' }),
        return: leads('closed', { outcome: 'returned', needs: 'all-reasons' }), // †
      },
    }),
    // The province reviews outside the platform; its answer is recorded by what it rests on †
    'provincial-review': stage({
      zh: '报省级主管部门审核',
      en: 'Review by the province',
      clause: 'DZ-13',
      by: ['municipal-regulator'],
      decisions: {
        pass: leads('publish', { outcome: 'published', carries: ['basis'] }),
        return: leads('closed', { outcome: 'returned', needs: 'all-reasons', carries: ['basis'] }),
      },
    }),
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
  withdraw: { from: ['municipal-review', 'provincial-review', 'review', 'correction'], to: 'closed' }, // †
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

/** 第十三條 動態更新; its own text sets no period, the State Council's regulation does, but not for public service bodies */
const reviewOfChange = (within: ReturnType<typeof workingDays>[]) =>
  stage({
    zh: '同级主管部门审核',
    en: 'Review',
    clause: 'DZ-13',
    by: ['same-level-regulator'],
    within: [...within, serviceTarget(5, 'DZ-13')], // †
    supplementedBy: ['agency-staff'],
    decisions: {
      pass: leads('change-entry', { outcome: 'changed' }),
      refuse: leads('tell-reasons', { outcome: 'refused', needs: 'reason' }), // †
    },
  });
const catalogChange = procedure({
  zh: '目录变更',
  en: 'Change of the catalog',
  clause: 'DZ-13',
  filing: { by: 'agency-staff', clause: 'DZ-13' },
  opens: [{ unit: 'public-service', at: 'service-body-review' }, { at: 'review' }],
  steps: {
    'service-body-review': reviewOfChange([]),
    review: reviewOfChange([updateWithin('same-level-regulator'), publishedWithin]),
    'change-entry': effect('change-entry', { zh: '更新目录', en: 'Change entry' }, 'DZ-13', 'closed'),
    'tell-reasons': effect('tell-reasons', { zh: '告知理由', en: 'Tell reasons' }, 'DZ-13', 'closed'), // †
  },
  withdraw: { from: ['service-body-review', 'review'], to: 'closed' }, // †
});

/** 第十五條 數據資源普查: every year † */
const census = procedure({
  zh: '数据资源普查',
  en: 'Census of data resources',
  clause: 'DZ-15',
  filing: { by: 'platform', clause: 'DZ-15' },
  duty: { for: 'agency', daysAhead: 60 },
  opens: [{ at: 'confirmation' }],
  steps: {
    // 動態建立本單位的公共數據資源清單: it follows from the catalog, and the unit confirms it
    confirmation: stage({
      zh: '单位确认资源清单',
      en: 'Confirmation by the unit',
      clause: 'DZ-15',
      by: ['agency-staff'],
      within: [by('11-30', 'DZ-15', 'service-target')], // 定期 †
      decisions: { pass: leads('summary') },
    }),
    // 編制公共數據資源清單
    summary: stage({
      zh: '主管部门汇总',
      en: 'Summary by the regulator',
      clause: 'DZ-15',
      by: ['same-level-regulator'],
      within: [serviceTarget(10, 'DZ-15')], // †
      decisions: {
        pass: leads('closed', { outcome: 'done' }),
        return: leads('confirmation', { needs: 'all-reasons' }), // †
      },
    }),
  },
});

// 條例第二十六條 需求部門反饋的,在十個工作日內校核、更正並反饋: between government departments
const ofShared = [workingDays(10, 'ZW-26', { from: 'receipt', kinds: ['shared-data'] })];

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
      within: [...ofOthers, ...ofShared],
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
      within: [...ofOwnData, ...ofOthers, ...ofShared],
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

/** 第二十八條第一款 開放需求; its limits are † */
const demand = procedure({
  zh: '公共数据开放需求',
  en: 'Demand for data not yet open',
  clause: 'DZ-28.1',
  // 自然人、法人和非法人組織; known to the platform by an account †
  filing: { by: 'registered', clause: 'DZ-28.1' },
  opens: [{ at: 'reception' }],
  steps: {
    // 向公共數據主管部門提交; that of the unit's level, the municipal one where none is suggested †
    reception: stage({
      zh: '主管部门受理',
      en: 'Reception',
      clause: 'DZ-28.1',
      by: ['same-level-regulator'],
      within: [serviceTarget(5, 'DZ-28.1')], // 及時 †
      supplementedBy: ['applicant'],
      decisions: {
        pass: leads('consultation', { mayCarry: ['agency'] }),
        refuse: leads('tell-reasons', { outcome: 'refused', needs: 'reason' }),
      },
    }),
    // 經與數源單位充分協商
    consultation: stage({
      zh: '与数源单位协商',
      en: 'Consultation of the source',
      clause: 'DZ-28.1',
      by: ['agency'],
      within: [serviceTarget(5, 'DZ-28.1')], // †
      supplementedBy: ['applicant'],
      decisions: {
        approve: leads('answer'),
        refuse: leads('answer', { needs: 'reason' }), // †
      },
    }),
    answer: stage({
      zh: '主管部门答复',
      en: 'Answer',
      clause: 'DZ-28.1',
      by: ['same-level-regulator'],
      within: [serviceTarget(5, 'DZ-28.1')], // 及時 †
      decisions: {
        approve: leads('tell-answer'),
        // 不符合開放條件,應當及時告知,並說明理由
        refuse: leads('tell-reasons', { outcome: 'refused', needs: 'reason' }),
        // 暫時不確定開放類型的,應當及時告知,並說明理由
        return: leads('tell-reasons', { outcome: 'undetermined', needs: 'reason' }),
      },
    }),
    'tell-answer': effect('tell-answer', { zh: '告知可以开放', en: 'Tell answer' }, 'DZ-28.1', 'opening'),
    // 將符合條件的數據通過開放平臺進行開放
    opening: stage({
      zh: '通过开放平台开放',
      en: 'Opening',
      clause: 'DZ-28.1',
      by: ['agency'],
      within: [serviceTarget(20, 'DZ-28.1')], // †
      decisions: { pass: leads('report-result', { outcome: 'opened', carries: ['datasetId'] }) },
    }),
    'report-result': effect('report-result', { zh: '告知已开放', en: 'Report result' }, 'DZ-28.1', 'closed'),
    'tell-reasons': effect('tell-reasons', { zh: '告知并说明理由', en: 'Tell reasons' }, 'DZ-28.1', 'closed'),
  },
  withdraw: { from: ['reception', 'consultation', 'answer'], to: 'closed' }, // †
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

/** 第二十九條 反饋數據使用情況; when is † */
// 向公共數據主管部門反饋數據使用情況
const usageReport = useReport({
  zh: '数据使用情况反馈',
  stage: '反馈数据使用情况',
  clause: 'DZ-29',
  to: 'same-level-regulator',
});

/** 第七條 首席數據官 */
// 本市建立首席數據官工作制度; when it is confirmed †
const responsiblePersons = register({ zh: '首席数据官', clause: 'DZ-7', names: ['chief-data-officer'] });

/** 第十三條 動態更新 */
// 公共數據實行統一目錄管理並動態更新
const upkeep = renewal('DZ-13');

/** 第十六條第一款 基礎質量校核 */
// 發現數據資源存在質量問題的,及時反饋數據提供單位,數據提供單位應當進行整改完善; closed by the regulator, for the operator
// decides nothing †
const rectification = orderToRectify({
  zh: '质量问题整改',
  clause: 'DZ-16.1',
  by: ['operator', 'same-level-regulator'],
  verifies: 'same-level-regulator',
});

/** 第四十三條 限制數據獲取權限、關閉數據供給通道、終止授權 */
const violation = misuse({
  zh: '违规利用的处理',
  en: 'Misuse',
  clause: 'DZ-43',
  // 公共數據主管部門、有關主管部門以及權利主體應當按照各自職責; who may what †
  restricts: ['same-level-regulator', 'department', 'agency'],
  closes: ['same-level-regulator', 'department'],
  ends: ['same-level-regulator', 'agency'],
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

/** 第四十五條 數據安全事件; its limits are † */
const incident = procedure({
  zh: '数据安全事件处置',
  en: 'Security incident',
  clause: 'DZ-45',
  filing: { by: ['agency-staff', 'same-level-regulator', 'municipal-regulator'], clause: 'DZ-45' },
  opens: [{ kinds: ['dataset'], at: 'suspend-opening' }, { at: 'containment' }],
  steps: {
    'suspend-opening': effect('suspend-opening', { zh: '立即中止开放', en: 'Suspend opening' }, 'DZ-45', 'containment'),
    // 依法啟動應急預案,採取應急處置措施,防止危害擴大
    containment: stage({
      zh: '启动预案,应急处置',
      en: 'Containment',
      clause: 'DZ-45',
      by: ['same-level-regulator'],
      within: [serviceTarget(1, 'DZ-45')], // †
      supplementedBy: ['applicant'],
      decisions: {
        pass: leads('warning', { needs: 'reason' }),
        unfounded: leads('restore-opening', { outcome: 'dismissed', needs: 'reason' }),
      },
    }),
    // 及時向社會發佈與公眾有關的警示信息
    warning: stage({
      zh: '发布警示信息',
      en: 'Public warning',
      clause: 'DZ-45',
      by: ['same-level-regulator'],
      within: [serviceTarget(1, 'DZ-45')], // 及時 †
      decisions: {
        warn: leads('notification', { carries: ['notice'] }),
        pass: leads('notification', { needs: 'reason' }), // nothing in it concerns the public
      },
    }),
    // 同時向網信、公安等有關主管部門通報情況
    notification: stage({
      zh: '向有关主管部门通报',
      en: 'Notification of the authorities',
      clause: 'DZ-45',
      by: ['same-level-regulator'],
      within: [serviceTarget(1, 'DZ-45')], // 同時 †
      decisions: {
        pass: leads('clearance', {
          carries: ['informed'],
          informs: [
            { zh: '网信部门', en: 'the cyberspace office' },
            { zh: '公安机关', en: 'the police' },
          ],
        }),
      },
    }),
    // 消除安全隱患
    clearance: stage({
      zh: '消除安全隐患',
      en: 'Clearance',
      clause: 'DZ-45',
      by: ['same-level-regulator'],
      within: [serviceTarget(10, 'DZ-45')], // †
      supplementedBy: ['applicant', 'agency-staff'],
      decisions: { restore: leads('restore-opening', { outcome: 'done', needs: 'reason' }) },
    }),
    'restore-opening': effect('restore-opening', { zh: '恢复开放', en: 'Restore opening' }, 'DZ-45', 'report-result'),
    'report-result': effect('report-result', { zh: '反馈处置结果', en: 'Report result' }, 'DZ-45', 'closed'),
  },
});

/** 第四十九條 監督檢查和考核 */
// 加強對公共數據共享、開放、利用、安全保障等活動的監督檢查及考核評價; yearly, with a bulletin †
const effectiveness = bulletin({
  zh: '公共数据管理考核评价',
  en: 'Bulletin on effectiveness',
  stage: '通报',
  clause: 'DZ-49',
  for: ['city', 'district'],
  by: 'same-level-regulator',
  on: '12-31',
});

/** 第十八條至第二十三條 公共數據共享; the State Council's regulation stands beside it between government departments */
const sharing = {
  // 第二十條 需要獲取無條件共享公共數據的,可以通過共享平臺直接獲取
  directly: { clause: 'DZ-20a' },
  useRecords: zw.useRecords,
};

// 第二十條 應當自收到申請之日起五個工作日內予以答復, and the ten of the State Council's regulation beside it
const answer = workingDays(5, 'DZ-20b');
const goingOn = workingDays(5, 'DZ-20b', { continues: true });
const amongDepartments = [goingOn, zw.answerWithin({ kinds: ['conditional', 'across-levels'], continues: true })];

// 不可共享的,應當說明理由,並提供依據
const refused = leads('tell-reasons', { outcome: 'refused', needs: 'reason', carries: ['basis'] });

/** 第二十三條 涉及跨層級、跨區域的,由市級公共數據主管部門會同有關部門(單位)審核後,協調獲取 */
const jointReview = (then: string, more: { outcome?: 'granted' } = {}) =>
  stage({
    zh: '市级主管部门会同有关单位审核',
    en: 'Joint review across levels',
    clause: 'DZ-23',
    by: ['municipal-regulator', 'agency'],
    jointly: { prevails: 'municipal-regulator' }, // 會同: its finding counts †
    within: [serviceTarget(5, 'DZ-23'), zw.answerWithin({ kinds: ['across-levels'] })], // five †
    decisions: { approve: leads(then, more), refuse: refused },
  });

/** 第二十條 有條件共享 */
const sharingRequest = procedure({
  zh: '数据共享申请',
  en: 'Sharing request',
  clause: 'DZ-20a',
  // 政務部門和公共服務組織 … 向本級公共數據主管部門提出共享申請,並列明理由、依據、用途等
  filing: { by: 'other-unit', clause: 'DZ-20a' },
  opens: [
    { kinds: ['conditional'], at: 'requester-approval' },
    { kinds: ['across-levels'], at: 'requester-approval-across-levels' },
    { kinds: ['conditional-with-public-service'], at: 'regulator-answer' },
    { kinds: ['across-levels-with-public-service'], at: 'joint-review-with-public-service' },
  ],
  steps: {
    // between government departments
    'requester-approval': zw.requesterApproval('catalog-review'),
    'requester-approval-across-levels': zw.requesterApproval('joint-review'),
    // 依據數據共享目錄予以答復: shared by the catalog, or undetermined and five days longer while the provider is consulted
    'catalog-review': stage({
      zh: '主管部门依据目录审核',
      en: 'Review by the catalog',
      clause: 'DZ-20b',
      by: ['same-level-regulator'],
      within: [answer, zw.answerWithin({ kinds: ['conditional'] })],
      decisions: {
        approve: leads('provider-review'),
        pass: leads('provider-review', { needs: 'reason', extends: { clause: 'DZ-20b', days: 5 } }),
        return: leads('correction', { needs: 'all-reasons' }),
        refuse: refused,
      },
    }),
    'provider-review': zw.providerReview(amongDepartments),
    'provider-approval': zw.providerApproval(amongDepartments, { refused: 'tell-reasons' }),
    correction: zw.correction('catalog-review'),
    'joint-review': jointReview('provider-approval'),
    delivery: zw.delivery,
    // with a public service body
    'regulator-answer': stage({
      zh: '主管部门答复',
      en: "Regulator's answer",
      clause: 'DZ-20b',
      by: ['same-level-regulator'],
      within: [answer],
      supplementedBy: ['applicant'],
      decisions: {
        approve: leads('share', { outcome: 'granted' }),
        // 不能確定能否共享的,答復期限可以延長五個工作日,並應當通過平臺向數據提供單位徵求是否共享; nobody's consent is named
        pass: leads('consultation', { needs: 'reason', extends: { clause: 'DZ-20b', days: 5 } }),
        refuse: refused,
      },
    }),
    consultation: stage({
      zh: '征求数据提供单位意见',
      en: 'Consultation of the provider',
      clause: 'DZ-20b',
      by: ['agency'],
      within: [goingOn],
      decisions: { pass: leads('answer-after-consultation', { needs: 'reason' }) },
    }),
    'answer-after-consultation': stage({
      zh: '征求意见后答复',
      en: 'Answer after the consultation',
      clause: 'DZ-20b',
      by: ['same-level-regulator'],
      within: [goingOn],
      decisions: { approve: leads('share', { outcome: 'granted' }), refuse: refused },
    }),
    'joint-review-with-public-service': jointReview('share', { outcome: 'granted' }),
    share: effect('share-data', { zh: '予以共享', en: 'Share' }, 'DZ-20b', 'closed'),
    'tell-reasons': effect('tell-reasons', { zh: '说明理由和依据', en: 'Tell reasons' }, 'DZ-20b', 'closed'),
  },
  withdraw: {
    from: [
      'requester-approval',
      'requester-approval-across-levels',
      'catalog-review',
      'provider-review',
      'correction',
      'joint-review',
      'regulator-answer',
      'consultation',
      'joint-review-with-public-service',
    ],
    to: 'closed',
  }, // †
});

/** 第二十二條 已共享的公共數據目錄範圍以外的共享需求; 第二十三條 of other levels and regions; limits † */
const sharingDemand = procedure({
  zh: '目录外数据共享需求',
  en: 'Demand for sharing outside the catalog',
  clause: 'DZ-22',
  filing: { by: 'other-unit', clause: 'DZ-22' },
  opens: [{ kinds: ['higher-level', 'other-region', 'society'], at: 'coordination' }, { at: 'negotiation' }],
  steps: {
    // 公共數據主管部門經與數源單位溝通協商
    negotiation: stage({
      zh: '与数源单位协商',
      en: 'Negotiation with the source',
      clause: 'DZ-22',
      by: ['same-level-regulator'],
      within: [serviceTarget(5, 'DZ-22')],
      decisions: {
        pass: leads('source-answer', { carries: ['agency'] }),
        refuse: refused,
      },
    }),
    'source-answer': stage({
      zh: '数源单位答复',
      en: "Source's answer",
      clause: 'DZ-22',
      by: ['agency'],
      within: [serviceTarget(10, 'DZ-22')],
      decisions: { approve: leads('cataloguing'), refuse: refused },
    }),
    // 將符合條件的數據納入數據共享責任清單
    cataloguing: stage({
      zh: '编目并纳入共享责任清单',
      en: 'Entry into the list',
      clause: 'DZ-22',
      by: ['agency-staff'],
      within: [serviceTarget(20, 'DZ-22')],
      decisions: { pass: leads('tell-parties', { outcome: 'listed', carries: ['datasetId'] }) },
    }),
    // 第二十三條 由市級公共數據主管部門會同有關部門(單位)審核後,協調獲取
    coordination: stage({
      zh: '市级主管部门协调获取',
      en: 'Coordination by the municipal regulator',
      clause: 'DZ-23',
      by: ['municipal-regulator'],
      within: [serviceTarget(10, 'DZ-23')],
      decisions: { pass: leads('tell-parties', { outcome: 'agreed', carries: ['answer'] }), refuse: refused },
    }),
    'tell-parties': effect('tell-parties', { zh: '告知各方', en: 'Tell the parties' }, 'DZ-22', 'closed'),
    'tell-reasons': effect('tell-reasons', { zh: '说明理由和依据', en: 'Tell reasons' }, 'DZ-22', 'closed'),
  },
  withdraw: { from: ['negotiation', 'source-answer', 'coordination'], to: 'closed' }, // †
});

/** 第四十七條 共享開放中的爭議; 第十四條 法定數源部門; negotiation and government by the State Council's regulation */
const dispute = procedure({
  zh: '争议处理',
  en: 'Dispute',
  clause: 'DZ-47',
  filing: { by: 'other-unit', clause: 'DZ-47' },
  opens: [{ kinds: ['sharing'], at: 'sharing-negotiation' }, { at: 'negotiation' }],
  // 可以徵詢公共數據專家委員會專業建議
  referral: { by: ['common-regulator'], clause: 'DZ-47' },
  steps: {
    ...zw.threeInstances({ negotiation: 'ZW-28', coordination: 'DZ-47', decision: 'ZW-28', on: 'source' }),
    ...zw.threeInstances({
      prefix: 'sharing-',
      negotiation: 'ZW-28',
      coordination: 'DZ-47',
      decision: 'ZW-28',
      on: 'sharing',
    }),
    'record-source': effect('record-source', { zh: '记载数源单位', en: 'Record the source' }, 'DZ-14', 'closed'),
    'tell-parties': effect('tell-parties', { zh: '告知各方', en: 'Tell the parties' }, 'DZ-47', 'closed'),
  },
  withdraw: { from: ['negotiation', 'sharing-negotiation'], to: 'closed' }, // †
});

/** 第三十條 授權運營; limits, the regulator's opinion and the way of signing † */
const authorisedOperation = procedure({
  zh: '公共数据授权运营',
  en: 'Authorised operation',
  clause: 'DZ-30',
  // 符合規定安全條件的法人或者非法人組織
  filing: { by: 'real-name', clause: 'DZ-30', refusesDishonest: true },
  opens: [{ at: 'regulator-opinion' }],
  referral: { by: ['same-level-regulator', 'government'], clause: 'DZ-47' },
  steps: {
    'regulator-opinion': stage({
      zh: '主管部门审查安全条件',
      en: "Regulator's opinion on the security conditions",
      clause: 'DZ-30',
      by: ['same-level-regulator'],
      within: [serviceTarget(10, 'DZ-30')],
      supplementedBy: ['applicant'],
      decisions: {
        pass: leads('government-decision', { needs: 'reason' }),
        refuse: leads('tell-reasons', { outcome: 'refused', needs: 'reason' }),
      },
    }),
    // 市、縣級人民政府可以 … 授權
    'government-decision': stage({
      zh: '政府决定授权',
      en: 'Decision of the government',
      clause: 'DZ-30',
      by: ['government'],
      within: [serviceTarget(20, 'DZ-30')],
      decisions: {
        approve: leads('agreement'),
        refuse: leads('tell-reasons', { outcome: 'refused', needs: 'reason' }),
      },
    }),
    // 並與授權運營單位簽訂授權運營協議
    agreement: stage({
      zh: '签订授权运营协议',
      en: 'Agreement',
      clause: 'DZ-30',
      by: ['applicant', 'government'],
      agreement: { zh: '公共数据授权运营协议', en: 'Agreement on authorised operation' },
      jointly: {},
      decisions: {
        sign: leads('grant-access', { outcome: 'granted' }),
        decline: leads('closed', { outcome: 'declined', alone: true }),
      },
    }),
    'grant-access': effect('grant-access', { zh: '开通运营权限', en: 'Grant access' }, 'DZ-30', 'closed'),
    'tell-reasons': effect('tell-reasons', { zh: '说明理由', en: 'Tell reasons' }, 'DZ-30', 'closed'),
  },
  withdraw: { from: ['regulator-opinion', 'government-decision'], to: 'closed' },
});

/** 第三十一條 鼓勵自然人、法人和非法人組織依法共享、開放其合法收集的自有商業數據等非公共數據: voluntary, so how it is done is † */
const industryEntry = procedure({
  zh: '自有数据共享开放',
  en: "Opening of one's own data",
  clause: 'DZ-31',
  filing: { by: 'real-name', clause: 'DZ-31' },
  opens: [{ kinds: ['own-data'], at: 'review' }],
  steps: {
    // 法律、行政法規另有規定的除外
    review: stage({
      zh: '主管部门审核',
      en: 'Review',
      clause: 'DZ-31',
      by: ['municipal-regulator'],
      within: [serviceTarget(5, 'DZ-31')],
      supplementedBy: ['applicant'],
      decisions: {
        pass: leads('report-result', { outcome: 'listed' }),
        refuse: leads('tell-reasons', { outcome: 'refused', needs: 'reason' }),
      },
    }),
    'report-result': effect('report-result', { zh: '反馈审核结果', en: 'Report result' }, 'DZ-31', 'closed'),
    'tell-reasons': effect('tell-reasons', { zh: '告知理由', en: 'Tell reasons' }, 'DZ-31', 'closed'),
  },
  withdraw: { from: ['review'], to: 'closed' },
});

export const dazhou = City.parse({
  name: 'dazhou',
  title: { zh: '达州市', en: 'Dazhou' },
  districts: [
    { id: 'tongchuan', title: { zh: '通川区', en: 'Tongchuan District' } },
    { id: 'dachuan', title: { zh: '达川区', en: 'Dachuan District' } },
    // 第六條 縣級人民政府可以依法確定本級公共數據主管部門: as long as none is named, the municipal one †
    { id: 'wanyuan', title: { zh: '万源市', en: 'Wanyuan' }, regulator: false },
    // 第五條 市直園區管委會做好代管區域內公共數據管理工作
    { id: 'gaoxin', title: { zh: '达州高新区', en: 'Dazhou High-tech Zone' }, kind: 'park' },
  ],
  organisations: [
    { id: 'ecology-bureau', title: { zh: '达州市生态环境局', en: 'Dazhou Ecology and Environment Bureau' } },
    { id: 'civil-affairs-bureau', title: { zh: '达州市民政局', en: 'Dazhou Civil Affairs Bureau' } },
    {
      id: 'tongchuan-water-company',
      title: { zh: '通川区供水公司', en: 'Tongchuan Water Supply Company' },
      district: 'tongchuan',
      kind: 'public-service', // 第三條 供水等公共企業事業單位
    },
    {
      id: 'wanyuan-health-bureau',
      title: { zh: '万源市卫生健康局', en: 'Wanyuan Health Bureau' },
      district: 'wanyuan',
    },
    {
      id: 'gaoxin-committee',
      title: { zh: '达州高新区管委会', en: 'Dazhou High-tech Zone Committee' },
      district: 'gaoxin',
    },
    // 第十三條 whose sub-catalog the regulator above reviews
    {
      id: 'data-bureau',
      title: { zh: '达州市数据局', en: 'Dazhou Data Bureau' },
      regulator: true,
    },
    {
      id: 'tongchuan-data-bureau',
      title: { zh: '通川区数据局', en: 'Tongchuan Data Bureau' },
      district: 'tongchuan',
      regulator: true,
    },
  ],
  policies: [
    {
      version: 'DZ-1',
      letters: 'DZ',
      regulation: { zh: '《达州市公共数据管理办法》', en: 'Dazhou Measures on Public Data' },
      overlays: [
        zw.overlay,
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
      sharing,
      procedures: {
        'sharing-request': sharingRequest,
        'sharing-demand': sharingDemand,
        'sharing-termination': zw.sharingTermination,
        dispute,
        'authorised-operation': authorisedOperation,
        'new-system': newSystem,
        publication,
        'catalog-change': catalogChange,
        'catalog-extension': catalogExtension('same-level-regulator'),
        census,
        objection,
        demand,
        application,
        'industry-entry': industryEntry,
        'usage-report': usageReport,
        'responsible-persons': responsiblePersons,
        upkeep,
        rectification,
        violation,
        'risk-assessment': riskAssessment,
        incident,
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
