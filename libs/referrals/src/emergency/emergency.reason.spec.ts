import { saysSomething } from './emergency.reason.js';

describe('the reason of an opening in an emergency', () => {
  it.each([
    { reason: '本人が自宅で倒れているとの連絡が家族からあり、主治医に既往と服薬を伝える必要があるため。' },
    { reason: '失踪の届けがあり、警察から緊急連絡先と持病の照会を受けました。至急の確認が必要です。' },
  ])('is taken: $reason', ({ reason }) => expect(saysSomething(reason)).toBe(true));

  it.each([
    { why: 'nothing', reason: '' },
    { why: 'spaces', reason: '                              ' },
    { why: 'too short', reason: '本人が倒れたため確認する' },
    { why: 'a filler', reason: 'test' },
    { why: 'a filler over and over', reason: 'test test test test test test test' },
    { why: 'in full width', reason: 'ｔｅｓｔｔｅｓｔｔｅｓｔｔｅｓｔｔｅｓｔｔｅｓｔ' },
    { why: 'in kana', reason: 'テストテストテストテストテストテストテストテスト' },
    { why: 'one letter', reason: 'あああああああああああああああああああああああああああ' },
    { why: 'two letters in turn', reason: 'あいあいあいあいあいあいあいあいあいあいあいあい' },
    { why: 'signs', reason: '……………………。。。。。。。！！！！！！！！' },
    { why: 'a row of keys', reason: 'asdfasdfqwertyqwertyasdf1234567' },
    { why: 'a sentence over and over', reason: '緊急です緊急です緊急です緊急です緊急です緊急です' },
  ])('is not taken: $why', ({ reason }) => expect(saysSomething(reason)).toBe(false));
});
