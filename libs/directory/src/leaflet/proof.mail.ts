import { eraDay } from '#libs/documents';
import { type LeafletBlock, onlyFields } from './leaflet.block.js';

/** A proof as its mail tells it. */
export interface MailedBlock {
  readonly title: string;
  readonly networkName: string;
  readonly issuer: string;
  readonly contact: string;
  readonly answerBy: string;
  readonly block: LeafletBlock;
  readonly proposed: readonly string[];
  readonly isReminder: boolean;
}

/** Where a proof is answered. */
export function proofPath(token: string): string {
  return `/leaflet-proofs/${token}`;
}

/** The mail with a proof. Nothing happens by opening the link: programs that check mails open links too. */
export function proofMail(
  publicUrl: string,
  token: string,
  proof: MailedBlock,
): { subject: string; text: string } {
  const { title, networkName, issuer, contact, answerBy, isReminder } = proof;
  const { name, kana, typeName, items } = onlyFields(proof.block, proof.proposed);
  const about = `「${oneLine(title)}」への掲載の確認`;
  return {
    subject: `【${oneLine(networkName)}】${isReminder ? '（再送）' : ''}${about}のお願い`,
    text: `${[
      `${name} ご担当者さま`,
      '',
      `${networkName}です。`,
      `冊子「${title}」に、次の内容を掲載したいと考えています。`,
      ...(isReminder ? ['まだお返事をいただいていないため、もう一度お送りします。'] : []),
      '',
      '――― 掲載する内容 ―――',
      `${name}${kana ? `（${kana}）` : ''}`,
      `種類: ${typeName}`,
      ...items.map(({ label, text }) => `${label}: ${text.replaceAll('\n', '\n　')}`),
      '――――――――――――――',
      '',
      `${eraDay(answerBy)}までに、次のページでお返事をお願いします。`,
      'ページを開いて「この内容で掲載に同意する」を押すだけで終わります。のせない項目を選ぶことも、修正を頼むこともできます。',
      '',
      `${publicUrl}${proofPath(token)}`,
      '',
      '同意がない機関、同意がない項目は掲載しません。同意はあとから取り下げられます。',
      'このリンクは貴機関だけのものです。ほかの人に転送しないでください。',
      '',
      `問い合わせ: ${issuer}`,
      ...(contact ? [contact] : []),
      'このメールは送信専用です。返信しても届きません。',
    ].join('\n')}\n`,
  };
}

/** A subject has one line, whatever was typed. */
function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
