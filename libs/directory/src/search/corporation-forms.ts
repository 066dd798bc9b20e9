import { normalise } from './normalise.js';

const forms = [
  '特定非営利活動法人 認定特定非営利活動法人 認定NPO法人 NPO法人 社会福祉法人 社会医療法人 特定医療法人 医療法人社団 医療法人財団 医療法人',
  '一般社団法人 公益社団法人 社団法人 一般財団法人 公益財団法人 財団法人 学校法人 準学校法人 宗教法人 更生保護法人',
  '地方独立行政法人 独立行政法人 国立大学法人 公立大学法人 国立研究開発法人 職業訓練法人 企業組合 事業協同組合 生活協同組合 労働者協同組合',
  '株式会社 有限会社 合同会社 合資会社 合名会社 相互会社',
]
  .flatMap((line) => line.split(' '))
  .map(normalise)
  // Longest first: 医療法人 must not leave 社団 behind.
  .sort((a, b) => b.length - a.length);

const abbreviations =
  /\((?:株|有|同|資|名|社|財|医|医社|福|社福|特非|学|宗|一社|一財|公社|公財|独|地独|労協|NPO)\)/gi;

/**
 * The second key of a name: without its corporation form (社会福祉法人, ㈱ …), which nobody types and which stands now
 * before, now behind the name. A name that is nothing else keeps it.
 */
export function nameKey(name: string): string {
  // An abbreviation is recognised by its brackets, so it goes before they do.
  const whole = normalise(name);
  let key = normalise(name.normalize('NFKC').replace(abbreviations, '')) || whole;
  for (let shorter = withoutForm(key); shorter !== key && shorter !== ''; shorter = withoutForm(key))
    key = shorter;
  return key;
}

function withoutForm(key: string): string {
  const form = forms.find((candidate) => key.startsWith(candidate) || key.endsWith(candidate));
  if (form === undefined) return key;
  return key.startsWith(form) ? key.slice(form.length) : key.slice(0, -form.length);
}
