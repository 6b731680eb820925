import { calendarDays, serviceTarget, workingDays } from '../../../domain/policy/period.ts';
import { City } from '../../../domain/policy/policy.ts';
import { effect, leads, procedure, stage } from '../../../domain/policy/writing.ts';

// 云州市, a city that there isn't, under rules unlike those of the others: what a fifth city's file can say. This one
// file is all that knows of it.

/** 第三条 experts look at what is to be opened, and the government opens it */
const publication = procedure({
  zh: '数据开放',
  en: 'Publication',
  clause: 'YZ-3',
  filing: { by: 'agency-staff', clause: 'YZ-3' },
  opens: [{ at: 'expert-assessment' }],
  steps: {
    'expert-assessment': stage({
      zh: '专家评估',
      en: 'Expert assessment',
      clause: 'YZ-3.1',
      by: ['expert'],
      within: [calendarDays(7, 'YZ-3.1')],
      decisions: {
        verify: leads('government-approval'),
        return: leads('closed', { outcome: 'returned', needs: 'all-reasons' }),
      },
    }),
    'government-approval': stage({
      zh: '政府批准',
      en: 'Government approval',
      clause: 'YZ-3.2',
      by: ['government'],
      within: [workingDays(3, 'YZ-3.2')],
      decisions: {
        approve: leads('publish', { outcome: 'published' }),
        refuse: leads('closed', { outcome: 'refused', needs: 'reason', carries: ['basis'] }),
      },
    }),
    publish: effect('publish', { zh: '发布', en: 'Publish' }, 'YZ-3.3', 'closed'),
  },
});

/** 第五条 two authorities decide together, the period may stand still, and two agreements are signed */
const application = procedure({
  zh: '数据利用申请',
  en: 'Application',
  clause: 'YZ-5',
  filing: { by: 'registered', clause: 'YZ-5' },
  opens: [{ at: 'joint-review' }],
  steps: {
    'joint-review': stage({
      zh: '联合审查',
      en: 'Joint review',
      clause: 'YZ-5.1',
      by: ['agency', 'municipal-regulator'],
      jointly: { prevails: 'municipal-regulator' },
      within: [
        calendarDays(20, 'YZ-5.1', {
          suspendedWhileReferred: 'YZ-5.2', // 专家评审所需时间不计算在内
          extension: { mode: 'to', days: 45, asks: 'agency', approves: 'government', clause: 'YZ-5.3' },
        }),
      ],
      decisions: {
        approve: leads('confidentiality'),
        refuse: leads('tell-reasons', { outcome: 'refused', needs: 'reason' }),
      },
    }),
    confidentiality: stage({
      zh: '签订保密协议',
      en: 'Confidentiality agreement',
      clause: 'YZ-6.1',
      by: ['applicant', 'agency'],
      jointly: {},
      agreement: { zh: '公共数据保密协议', en: 'Confidentiality agreement' },
      decisions: { sign: leads('use') },
    }),
    use: stage({
      zh: '签订利用协议',
      en: 'Agreement of use',
      clause: 'YZ-6.2',
      by: ['applicant', 'agency'],
      jointly: {},
      within: [serviceTarget(10, 'YZ-6.2')],
      decisions: { sign: leads('grant-access', { outcome: 'granted' }) },
    }),
    'grant-access': effect('grant-access', { zh: '开通权限', en: 'Grant access' }, 'YZ-6.3', 'closed'),
    'tell-reasons': effect('tell-reasons', { zh: '告知理由', en: 'Tell reasons' }, 'YZ-5.4', 'closed'),
  },
  referral: { by: ['municipal-regulator'], clause: 'YZ-5.2' },
  withdraw: { from: ['joint-review'], to: 'closed' },
});

export const yunzhou = City.parse({
  name: 'yunzhou',
  title: { zh: '云州市', en: 'Yunzhou' },
  districts: [],
  organisations: [
    { id: 'weather-office', title: { zh: '云州市气象办公室', en: 'Yunzhou Weather Office' } },
    { id: 'registry', title: { zh: '云州市登记中心', en: 'Yunzhou Registry' }, kind: 'public-service' },
  ],
  policies: [
    {
      version: 'YZ-1',
      letters: 'YZ',
      regulation: { zh: '《云州市公共数据条例》', en: 'Yunzhou Regulation on Public Data' },
      inForce: { from: '2026-01-01' },
      unconditionalNeedsIdentity: true,
      procedures: { publication, application },
    },
  ],
  deployment: {
    demonstration: true,
    region: 'cn-north-1',
    identity: { issuer: 'https://identity.example.invalid', audience: 'public-data-open-platform' },
    defaultQuota: { calls: 100, per: 'day' },
    logRetentionDays: 180,
  },
});
