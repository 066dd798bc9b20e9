import { timesIn } from '../../apps/api/src/public/easy-times.js';

const easy = (text: string) => timesIn(text, { lang: 'easy' }).toString();
const shown = (text: string) =>
  easy(text)
    .replace(/<rp>.*?<\/ruby>/g, '')
    .replace(/<[^>]+>/g, '');

it.each([
  {
    text: '月〜金 9:00〜17:00、第2・第4土曜 10:00〜15:00',
    says: '月〜金 9:00〜17:00、2番目の ・4番目の 土曜日 10:00〜15:00',
  },
  { text: '祝日・12月29日〜1月3日はお休み', says: '祝日・12月29日〜1月3日はお休み' },
  { text: '平日 9:00〜16:00。定休日 土・日', says: '平日 9:00〜16:00。お休みの 日 土・日' },
  { text: '今日はお休み。次は11月24日 9:00から', says: '今日は お休み。次は 11月24日 9:00から' },
  { text: '開所時間はわかりません', says: 'あいている 時間は わかりません' },
])('$text is said in easy words', ({ text, says }) => {
  expect(shown(text)).toBe(says);
  expect(timesIn(text, { lang: 'ja' }).toString()).toBe(text);
});

it('a day of the week and a day of a month are read each in its way', () => {
  const reading = (text: string, word: string) =>
    new RegExp(`<ruby>${word}<rp>（</rp><rt>(.*?)</rt>`).exec(easy(text))?.[1];
  expect(reading('土・日 9:00〜12:00', '日')).toBe('にち');
  expect(reading('2026年6月1日', '月')).toBe('がつ');
  expect(reading('月〜水 9:00〜12:00', '月')).toBe('げつ');
  expect(reading('2人', '2人')).toBe('ふたり');
  expect(reading('12人', '人')).toBe('にん');
});

it('what a source wrote stays text', () => {
  expect(easy('<b>土曜</b>')).toMatch(/^&lt;b&gt;<ruby>土曜日/);
});
