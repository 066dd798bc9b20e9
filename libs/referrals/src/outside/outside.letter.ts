import { eraDay, type PaperPart } from '#libs/documents';
import { categories } from '#libs/people';
import type { RecordPaper } from '../ledger/record-paper.js';
import type { SectionContent } from '../package.content.js';
import type { Referral } from '../referral.entity.js';

/** From whom a letter comes and to whom it goes. */
export interface LetterParties {
  readonly from: string;
  readonly phone: string | null;
  readonly to: string;
}

/** A letter to an agency outside, before somebody prints it. */
export type OutsideLetter = Pick<RecordPaper, 'title' | 'number' | 'issuer' | 'blocks'>;

/** The letter with what may be told of the package. */
export function outsideLetter(
  referral: Pick<Referral, 'number' | 'replyBy'>,
  sections: readonly SectionContent[],
  parties: LetterParties | undefined,
): OutsideLetter {
  const blocks: PaperPart[] = [
    {
      kind: 'facts',
      title: '',
      items: [
        { label: '宛先', text: `${parties?.to ?? ''} 御中` },
        { label: '依頼元', text: parties?.from ?? '' },
        { label: '電話', text: parties?.phone ?? '' },
        { label: '回答希望日', text: inWords(referral.replyBy ?? '') },
      ],
    },
    ...sections.map(({ category, lines }) => ({
      kind: 'facts' as const,
      title: categories[category].name,
      items: lines.map(({ label, text }) => ({ label, text: inWords(text) })),
    })),
    {
      kind: 'text',
      title: 'お願い',
      lines: [
        'この書面は、本人の同意にもとづいてお渡しするものです。依頼の検討と支援のほかには使わないでください。',
        '受入れの可否は、依頼元にご連絡ください。本人が同意を撤回したときは、破棄または返却をお願いします。',
      ],
    },
  ];
  return { title: '連携依頼書', number: referral.number, issuer: parties?.from ?? '', blocks };
}

/** Days stand in records as computers write them. */
function inWords(text: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? eraDay(text) : text;
}
