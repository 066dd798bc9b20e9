import { proofMail } from './proof.mail.js';

const proof = {
  title: 'ガイド\r\nBcc: other@example.jp',
  networkName: 'ネットワーク',
  issuer: '事務局',
  contact: '',
  answerBy: '2026-12-04',
  isReminder: false,
  proposed: ['phone'],
  block: {
    name: '機関',
    kana: 'きかん',
    type: 't',
    typeName: '種類',
    items: [
      { field: 'phone' as const, label: '電話番号', text: '099-1' },
      { field: 'fax' as const, label: 'FAX番号', text: '099-2' },
    ],
  },
};

describe('the mail with a proof', () => {
  const { subject, text } = proofMail('https://portal.example.jp', 'token', proof);

  it('has a subject of one line, whatever the title is', () => {
    expect(subject).not.toMatch(/[\r\n]/);
  });

  it('says what would be printed and no more, until when, and where to answer', () => {
    expect(text).toContain('電話番号: 099-1');
    expect(text).not.toContain('099-2');
    expect(text).toContain('令和8年12月4日までに');
    expect(text).toContain('https://portal.example.jp/leaflet-proofs/token');
  });
});
