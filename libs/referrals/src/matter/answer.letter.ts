import { eraDay } from '#libs/documents';
import {
  identityMeans,
  refusalGrounds,
  requestDecisions,
  type RequestDecision,
  type RequestKind,
  requestKinds,
  type RequestRecord,
} from '#libs/people';
import { dayInJapan } from '#libs/platform';
import type { Paper } from './paper.js';

/** The letter with which a request of a person is answered (回答書). */
export function answerLetter(
  request: RequestRecord,
  { agency, address, phone }: { agency: string; address: string; phone: string },
  today: string,
  printed: string,
): Paper {
  const decision = request.decision ?? 'granted';
  return {
    title: `保有個人データの${requestKinds[request.kind]}について（回答）`,
    number: `請求番号 ${request.number}`,
    day: eraDay(today),
    to: `${request.personName} 様`,
    from: [agency, address, phone].filter((line) => line !== ''),
    introduction: [
      `${eraDay(request.receivedOn)}に受け付けた請求について、次のとおり回答します。`,
      sentenceOf(request.kind, decision),
    ],
    sections: [
      {
        title: '請求の内容',
        groups: [
          {
            title: '',
            lines: [
              { label: '請求の種類', text: requestKinds[request.kind] },
              {
                label: '請求した方',
                text: request.askedBy === 'person' ? '本人' : `代理人　${request.asker}`,
              },
              ...(request.scope ? [{ label: '請求の範囲', text: request.scope }] : []),
              ...(request.identityMeans
                ? [{ label: '本人確認', text: identityMeans[request.identityMeans] }]
                : []),
            ],
          },
        ],
      },
      {
        title: '決定',
        groups: [
          {
            title: '',
            lines: [
              { label: '決定', text: requestDecisions[decision] },
              ...(request.ground ? [{ label: '応じない理由', text: refusalGrounds[request.ground] }] : []),
              ...(request.explanation ? [{ label: '説明', text: request.explanation }] : []),
              ...(request.decidedAt
                ? [{ label: '決定した日', text: eraDay(dayInJapan(request.decidedAt)) }]
                : []),
            ],
          },
        ],
      },
      {
        title: 'この回答について',
        paragraphs: [
          `この回答に納得できないときや、わからないことがあるときは、${agency}に問い合わせてください。`,
          '個人情報の取扱いの苦情は、個人情報保護委員会の相談窓口でも受け付けています。',
        ],
      },
    ],
    printed,
  };
}

function sentenceOf(kind: RequestKind, decision: RequestDecision): string {
  const asked = requestKinds[kind];
  switch (decision) {
    case 'granted':
      return kind === 'disclose'
        ? '請求のあった情報を、別紙「保有個人データの一式」のとおり開示します。'
        : `請求のとおり、${asked}を行います。`;
    case 'partly':
      return `請求の一部について、${asked}に応じます。応じない部分とその理由は、次のとおりです。`;
    case 'refused':
      return `請求のあった${asked}には、次の理由により応じられません。`;
  }
}
