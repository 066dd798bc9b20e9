/** What a person may ask about their own data (開示等の請求). */
export const requestKinds = {
  disclose: '開示',
  correct: '訂正・追加・削除',
  stop: '利用停止・第三者提供の停止',
  erase: '消去',
} as const;
export type RequestKind = keyof typeof requestKinds;
export const requestKindCodes = Object.keys(requestKinds) as RequestKind[];

/** The states of a request. 受付, 本人確認済, 決定, 回答済, 取下げ. */
export const requestStatuses = {
  received: '受付',
  identified: '本人確認済み',
  decided: '決定済み（回答前）',
  answered: '回答済み',
  dropped: '取下げ',
} as const;
export type RequestStatus = keyof typeof requestStatuses;
export const requestStatusCodes = Object.keys(requestStatuses) as RequestStatus[];

type RequestVerb = 'identify' | 'decide' | 'answer' | 'drop';

/** The life of a request; what is not here does not happen. Nothing is decided before it is known who asks. */
export const requestTransitions = {
  received: { identify: 'identified', drop: 'dropped' },
  identified: { decide: 'decided', drop: 'dropped' },
  decided: { decide: 'decided', answer: 'answered', drop: 'dropped' },
  answered: {},
  dropped: {},
} as const satisfies Record<RequestStatus, Partial<Record<RequestVerb, RequestStatus>>>;

/** Where the verb leads from this state, if anywhere. */
export function nextRequestStatus(status: RequestStatus, verb: RequestVerb): RequestStatus | undefined {
  return (requestTransitions[status] as Partial<Record<RequestVerb, RequestStatus>>)[verb];
}

/** Who asks. */
export const askers = { person: '本人', representative: '代理人' } as const;
export type Asker = keyof typeof askers;
export const askerCodes = Object.keys(askers) as Asker[];

/** How it was checked who asks (本人確認の方法). */
export const identityMeans = {
  photo_id: '顔写真つきの証明書1点（手帳・マイナンバーカードなど）',
  two_documents: '顔写真のない証明書2点',
  known: '日ごろ会っている職員が面前で確認',
  letter_of_attorney: '委任状などの代理権の証明と、代理人の証明書',
} as const;
export type IdentityMeans = keyof typeof identityMeans;
export const identityMeansCodes = Object.keys(identityMeans) as IdentityMeans[];

/** What was decided. */
export const requestDecisions = { granted: '応じる', partly: '一部に応じる', refused: '応じない' } as const;
export type RequestDecision = keyof typeof requestDecisions;
export const requestDecisionCodes = Object.keys(requestDecisions) as RequestDecision[];

/** Why a request is refused, wholly or in part (応じない理由). */
export const refusalGrounds = {
  harm_to_others: '本人または第三者の生命・身体・財産その他の権利利益を害するおそれ',
  hinders_work: '業務の適正な実施に著しい支障を及ぼすおそれ',
  against_law: 'ほかの法令に違反することとなる',
  retention: '法令により保存する義務がある期間内',
  correct_already: '内容が事実であることを確認した',
  lawful_use: '取扱いが適法であることを確認した',
  no_data: '求められた情報を保有していない',
  not_entitled: '本人または代理人であることを確認できない',
} as const;
export type RefusalGround = keyof typeof refusalGrounds;
export const refusalGroundCodes = Object.keys(refusalGrounds) as RefusalGround[];

/** How the answer reached the person. */
export const answerMeans = { handed: '手渡し', mail: '郵送', electronic: '電子データ' } as const;
export type AnswerMeans = keyof typeof answerMeans;
export const answerMeansCodes = Object.keys(answerMeans) as AnswerMeans[];
