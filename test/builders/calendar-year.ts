/** 2027 as a State Council notice might have it: 元旦 from Friday to Sunday, 春节 with two Saturdays worked. */
export const year2027 = (over: object = {}) => ({
  source: '国务院办公厅关于2027年部分节假日安排的通知',
  holidays: [
    ...['2027-01-01', '2027-01-02', '2027-01-03'].map((date) => ({ date, name: '元旦' })),
    ...['2027-02-05', '2027-02-06', '2027-02-07', '2027-02-08', '2027-02-09', '2027-02-10', '2027-02-11'].map(
      (date) => ({
        date,
        name: '春节',
      }),
    ),
  ],
  makeUpDays: [
    { date: '2027-01-30', name: '春节' },
    { date: '2027-02-20', name: '春节' },
  ],
  ...over,
});
