import { noticeMail } from './mail.texts.js';
import { isNoticeType, noticePath, noticeText, noticeTypes } from './notice.texts.js';

describe('the words of a notice', () => {
  it('are different for every event', () => {
    const texts = noticeTypes.map((type) => noticeText(type, 'R2026-000001'));
    expect(new Set(texts).size).toBe(noticeTypes.length);
  });

  it.each(noticeTypes.filter((type) => type.startsWith('referral.')))('name the referral: %s', (type) => {
    expect(noticeText(type, 'R2026-000001')).toContain('連携依頼 R2026-000001 ');
    expect(noticeText(type, null)).toMatch(/^連携依頼[^ ]/);
  });

  it('know which events put a notice on a desk', () => {
    expect(isNoticeType('referral.accepted')).toBe(true);
    expect(isNoticeType('invitation.sent')).toBe(false);
    expect(isNoticeType('toString')).toBe(false);
  });

  it('lead to what they are about', () => {
    expect(noticePath('referral', '7')).toBe('/referrals/7');
    expect(noticePath('consent', '7')).toBe('/notices');
    expect(noticePath('report', '7')).toBe('/upkeep/reports/7');
    expect(noticePath('agency', '7')).toBe('/agencies/7');
    expect(noticePath('import_job', '7')).toBe('/imports/7');
  });

  it('become a mail of number, happening and link', () => {
    const { subject, text } = noticeMail('https://portal.example.jp', {
      type: 'referral.suspended',
      number: 'R2026-000001',
      objectType: 'referral',
      objectId: '7',
    });
    expect(subject).toBe('【連携ポータル】連携依頼 R2026-000001 の情報提供が停止されました');
    expect(text).toContain('連携依頼 R2026-000001 の情報提供が停止されました。\n');
    expect(text).toContain('\nhttps://portal.example.jp/referrals/7\n');
  });

  it('names the agency of which an entry is said to be wrong', () => {
    const { text } = noticeMail('https://portal.example.jp', {
      ...{
        type: 'entry.reported',
        number: null,
        objectType: 'report',
        objectId: '7',
        agencyName: '一の機関',
      },
    });
    expect(text).toContain('報告がありました。\n機関: 一の機関\n');
  });
});
