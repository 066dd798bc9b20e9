import { proposeRules } from '#libs/directory';
import { golden } from './closed-days.golden.js';
import { summary } from './rules.summary.js';

const office = { from: '09:00', to: '17:00' };
const weekday = office;
const reasonOf = (...given: Parameters<typeof proposeRules>) => {
  const proposal = proposeRules(...given);
  return proposal.kind === 'unknown' ? proposal.reason : undefined;
};

describe('rules read from a text about closed days', () => {
  it.each(golden.map(([text, says]) => ({ text, says })))('「$text」 says $says', ({ text, says }) => {
    const proposal = proposeRules(text, { weekday });
    expect(proposal.kind === 'exact' ? summary(proposal.rules) : null).toBe(says);
  });

  it('opens only days of which hours are given, and says what stays open', () => {
    const proposal = proposeRules('第2・4土曜、日曜、祝日、お盆', {
      weekday,
      saturday: { from: '10:00', to: '15:00' },
    });
    expect(proposal).toMatchObject({
      kind: 'exact',
      openPoints: ['年末年始', 'お盆'],
      rules: {
        weekly: [
          { days: ['mo', 'tu', 'we', 'th', 'fr'], does: 'open', spans: [office] },
          { days: ['sa'], weeks: [], does: 'open', spans: [{ from: '10:00', to: '15:00' }] },
          { days: ['su'], does: 'closed' },
          { days: ['sa'], weeks: [2, 4], does: 'closed' },
        ],
        holidays: { does: 'closed' },
        sourceText: '第2・4土曜、日曜、祝日、お盆',
      },
    });
  });

  it('opens the half of a day whose hours are given, and not hours that are those of whole days', () => {
    const saturday = { from: '09:00', to: '12:00' };
    const saturdays = (text: string, hours: object) => {
      const proposal = proposeRules(text, { weekday, ...hours });
      return proposal.kind === 'exact' ? proposal.rules.weekly.find(({ days }) => days.includes('sa')) : null;
    };
    expect(saturdays('土曜午後、日曜', { saturday })).toMatchObject({ does: 'open', spans: [saturday] });
    expect(saturdays('土曜午前、日曜', { saturday })).toMatchObject({ does: 'unknown' });
    expect(saturdays('土曜午後、日曜', { saturday: office })).toMatchObject({ does: 'unknown' });
    expect(saturdays('土曜半日、日曜', { saturday })).toMatchObject({ does: 'unknown' });
    expect(saturdays('土曜午後、日曜', {})).toMatchObject({ does: 'unknown' });
  });

  it('does not say of a holiday after a holiday that it is open', () => {
    expect(reasonOf('日曜、祝日の翌日', { weekday, holiday: office })).toMatch(/祝日の翌日も祝日/);
  });

  it('keeps hours of public holidays to days that are open', () => {
    const holiday = { from: '10:00', to: '15:00' };
    expect(proposeRules('日曜日', { weekday, holiday })).toMatchObject({
      rules: { holidays: { does: 'hours', spans: [holiday] } },
    });
  });

  it.each([
    { text: '土日祝', hours: { weekday, saturday: office }, says: '土曜' },
    { text: '日曜', hours: { weekday, sunday: office }, says: '日曜' },
    { text: '日祝', hours: { weekday, holiday: office }, says: '祝日' },
  ])('hours of a day that $text closes contradict it', ({ text, hours, says }) => {
    expect(reasonOf(text, hours)).toBe(`${says}の時間が書かれていますが、休みの日にも${says}とあります。`);
  });

  it('does not trust what cannot be meant', () => {
    expect(reasonOf('土日祝', { weekday: { from: '03:00', to: '12:00' } })).toMatch(/03:00〜12:00/);
    expect(reasonOf('土日祝', { weekday }, '水曜は12時まで')).toMatch(/特記事項/);
    expect(reasonOf('土日祝', { weekday }, '特になし')).toBeUndefined();
    expect(reasonOf(null, { weekday })).toBe('休みの日が書かれていません。');
    expect(
      reasonOf('日曜日　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　月曜日', {
        weekday,
      }),
    ).toMatch(/途中で切れて/);
  });
});
