import { conversationNotices, conversationTexts, isConversationNotice } from './conversation.texts.js';

/** What can be said about a referral, a consent or an entry of the directory; the event of the same name puts the notice there. */
export const noticeTypes = [
  ...conversationNotices,
  'intake.arrived',
  'referral.sent',
  'referral.received',
  'referral.reviewing',
  'referral.accepted',
  'referral.declined',
  'referral.started',
  'referral.reported',
  'referral.completed',
  'referral.cancelled',
  'referral.suspended',
  'referral.resumed',
  'referral.failed',
  'referral.reopened',
  'referral.asked',
  'referral.answered',
  'referral.proposed',
  'referral.agreed',
  'referral.turned_down',
  'referral.waitlisted',
  'referral.redirected',
  'referral.selected',
  'referral.not_selected',
  'referral.stopped',
  'referral.person_declined',
  'referral.expired',
  'referral.misdirected',
  'referral.next_asked',
  'referral.next_without_consent',
  'referral.due_soon',
  'referral.due_late',
  'referral.due_head',
  'referral.due_network',
  'referral.due_unanswered',
  'referral.extended',
  'referral.reconfirm',
  'referral.reconfirmed',
  'referral.partner_suspended',
  'referral.partner_closed',
  'referral.partner_merged',
  'referral.partner_moved',
  'referral.partner_reopened',
  'decline.to_review',
  'consent.withdrawn',
  'withdrawal.heard',
  'erasure.reminded',
  'erasure.to_be_asked',
  'erasure.answered',
  'misdirection.recorded',
  'ground.proposed',
  'emergency.opened',
  'emergency.unreviewed',
  'consent.due',
  'upload.infected',
  'upload.failed',
  'person.many_read',
  'person.matters_due',
  'term.due',
  'check_up.due',
  'check_up.moved',
  'search.matched',
  'entry.waiting',
  'entry.approved',
  'entry.refused',
  'entry.reported',
  'entry.report_answered',
  'confirmation.asked',
  'leaflet.proof_sent',
  'leaflet.correction',
  'leaflet.printed',
  'import.done',
  'import.undone',
  'import.failed',
  'webhook.paused',
  'vacancy_inquiry.asked',
  'vacancy_inquiry.answered',
  'vacancy_inquiry.due',
  'vacancy_inquiry.closed',
  'action_item.given',
  'action_item.overdue',
  'agenda.circulated',
  'agenda.proposed',
  'agenda.proposal_answered',
  'minutes.circulated',
  'minutes.answered',
  'minutes.approved',
  'report_up.sent',
  'report_up.tabled',
  'report_up.answered',
] as const;
export type NoticeType = (typeof noticeTypes)[number];

/** What a notice is about. */
export type NoticeObject =
  | 'stall'
  | 'referral'
  | 'consent'
  | 'reading_reason'
  | 'person_matter'
  | 'person_files'
  | 'person_consents'
  | 'consent_duty'
  | 'support_term'
  | 'check_up'
  | 'follow_up'
  | 'escalation'
  | 'report'
  | 'agency'
  | 'saved_search'
  | 'entry_change'
  | 'leaflet'
  | 'leaflet_consent'
  | 'referral_chain'
  | 'decline_review'
  | 'intake_request'
  | 'import_job'
  | 'webhook'
  | 'vacancy_inquiry'
  | 'action_item'
  | 'action_items'
  | 'meeting'
  | 'minutes'
  | 'council';

/** Whether an event of this type puts a notice on anybody's desk. */
export function isNoticeType(type: string): type is NoticeType {
  return (noticeTypes as readonly string[]).includes(type);
}

/** Steps on the way are seen in the portal, and a question has a mail of its own; what somebody waits for is mailed. */
export function isMailed(type: NoticeType): boolean {
  return ![
    'referral.received',
    'referral.reviewing',
    'referral.next_asked',
    'referral.reconfirmed',
    'confirmation.asked',
    'leaflet.proof_sent',
    'leaflet.printed',
    'import.done',
    'import.undone',
    'import.failed',
    'search.matched',
    'referral.appointment_kept',
  ].includes(type);
}

/** The notice in one line: the number and what happened in general words, never a name. */
export function noticeText(type: NoticeType, number: string | null): string {
  const referral = number === null ? '連携依頼' : `連携依頼 ${number} `;
  if (isConversationNotice(type)) return `${referral}${conversationTexts[type]}`;
  switch (type) {
    case 'intake.arrived':
      return '本人・家族からの相談の申し込みが届きました';
    case 'referral.sent':
      return `${referral}が届きました`;
    case 'referral.received':
      return `${referral}が受領されました`;
    case 'referral.reviewing':
      return `${referral}の検討が始まりました`;
    case 'referral.accepted':
      return `${referral}の受入が決まりました`;
    case 'referral.declined':
      return `${referral}に受入不可の回答がありました`;
    case 'referral.started':
      return `${referral}の支援が始まりました`;
    case 'referral.reported':
      return `${referral}の結果報告が届きました`;
    case 'referral.completed':
      return `${referral}が完了しました`;
    case 'referral.cancelled':
      return `${referral}が取り下げられました`;
    case 'referral.suspended':
      return `${referral}の情報提供が停止されました`;
    case 'referral.resumed':
      return `${referral}の情報提供が再開されました`;
    case 'referral.failed':
      return `${referral}は不成立になりました`;
    case 'referral.reopened':
      return `${referral}があらためて依頼されました`;
    case 'referral.asked':
      return `${referral}について、追加の情報を求められています`;
    case 'referral.answered':
      return `${referral}に、追加の情報が届きました`;
    case 'referral.proposed':
      return `${referral}に、代わりの提案がありました`;
    case 'referral.agreed':
      return `${referral}の提案に、同意の回答がありました`;
    case 'referral.turned_down':
      return `${referral}の提案は、見送られました`;
    case 'referral.waitlisted':
      return `${referral}は、空きを待つことになりました`;
    case 'referral.redirected':
      return `${referral}に、ほかの機関が適切との回答がありました`;
    case 'referral.selected':
      return `${referral}で、自機関が選ばれました`;
    case 'referral.not_selected':
      return `${referral}は、ほかの機関での受入れが決まり、終了しました`;
    case 'referral.stopped':
      return `${referral}の支援は、申し出により終了しました`;
    case 'referral.person_declined':
      return `${referral}について、本人の辞退が記録されました`;
    case 'referral.expired':
      return `${referral}は、回答の期限が過ぎて終了しました`;
    case 'referral.misdirected':
      return `${referral}は誤って送られたものでした。内容の破棄をお願いします`;
    case 'referral.next_asked':
      return `${referral}を、次の宛先に送りました`;
    case 'referral.next_without_consent':
      return `${referral}を次の宛先に送れません。本人の同意を確認してください`;
    case 'referral.due_soon':
      return `${referral}の回答期限が近づいています`;
    case 'referral.due_late':
      return `${referral}の回答期限を過ぎています。回答をお願いします`;
    case 'referral.due_head':
      return `${referral}の回答が遅れています。管理者の確認をお願いします`;
    case 'referral.due_network':
      return `${referral}が滞っています。機関への声かけをお願いします`;
    case 'referral.due_unanswered':
      return `${referral}に回答がないため、事務局に知らせました`;
    case 'referral.extended':
      return `${referral}の回答期限が延びました`;
    case 'referral.reconfirm':
      return `${referral}の待機について、本人の希望の確認をお願いします`;
    case 'referral.reconfirmed':
      return `${referral}の待機について、本人の希望が確認されました`;
    case 'referral.partner_suspended':
      return `${referral}の相手の機関が休止しました`;
    case 'referral.partner_closed':
      return `${referral}の相手の機関が閉所しました`;
    case 'referral.partner_merged':
      return `${referral}の相手の機関が、ほかの機関に引き継がれました`;
    case 'referral.partner_moved':
      return `${referral}の相手の機関が移転しました`;
    case 'referral.partner_reopened':
      return `${referral}の相手の機関が再開しました`;
    case 'decline.to_review':
      return `連携依頼${number === null ? '' : ` ${number} `}への受け入れない回答が、事務局の確認を待っています`;
    case 'search.matched':
      return `保存した検索に合う機関が、新しく${number === null ? '' : `${number}件`}見つかりました`;
    case 'consent.withdrawn':
      return '情報提供への同意が撤回されました';
    case 'withdrawal.heard':
      return `ほかの機関が同意の撤回${number === null ? '' : ` ${number} `}を受け付けました`;
    case 'erasure.reminded':
      return `受け取った情報の扱い${number === null ? '' : ` ${number} `}への回答をお願いします`;
    case 'erasure.to_be_asked':
      return `ポータルの外の機関に渡した情報の扱い${number === null ? '' : ` ${number} `}を確かめ、回答を記録してください`;
    case 'erasure.answered':
      return `渡した情報の扱い${number === null ? '' : ` ${number} `}に回答がありました`;
    case 'misdirection.recorded':
      return `誤って送られた連携依頼${number === null ? '' : ` ${number} `}があります。破棄をお願いします`;
    case 'ground.proposed':
      return '同意によらない提供の申請が、承認を待っています';
    case 'emergency.opened':
      return `${referral}の内容が、相手の機関で緊急閲覧されました`;
    case 'emergency.unreviewed':
      return `${referral}の緊急閲覧が、期限を過ぎても確認されていません`;
    case 'upload.infected':
      return '送ったファイルにウイルスが見つかり、止められました';
    case 'upload.failed':
      return '送ったファイルを検査できませんでした。もう一度送ってください';
    case 'person.many_read':
      return '短い時間に多くの方の記録が開かれました。理由を確認してください';
    case 'person.matters_due':
      return '回答の期限が近い請求か、保存期間の過ぎた記録があります';
    case 'term.due':
      return `定着支援の満了や卒業が近い方${number === null ? '' : `（${number}人）`}の引継ぎの時期です`;
    case 'check_up.due':
      return `定着確認の時期になった方${number === null ? '' : `（${number}件）`}がいます`;
    case 'check_up.moved':
      return `引継ぎの並走期間が終わり、定着確認${number === null ? '' : `（${number}件）`}が移ってきました`;
    case 'consent.due':
      return `期限の近い同意や、書面を待っている同意があります${number === null ? '' : `（${number}件）`}`;
    case 'entry.waiting':
      return '掲載内容の変更が届きました。承認をお願いします';
    case 'entry.approved':
      return '掲載内容の変更が承認されました';
    case 'entry.refused':
      return '掲載内容の変更が見送られました';
    case 'entry.reported':
      return '掲載内容に誤りがあると、報告がありました';
    case 'entry.report_answered':
      return '掲載内容の誤りの報告に、回答がありました';
    case 'confirmation.asked':
      return '掲載内容の確認をお願いします';
    case 'leaflet.proof_sent':
      return '冊子への掲載の確認が届きました';
    case 'leaflet.correction':
      return '冊子にのせる内容に、修正の希望がありました';
    case 'leaflet.printed':
      return '冊子のPDFができました';
    case 'import.done':
      return '一覧の取り込みが終わりました';
    case 'import.undone':
      return '一覧の取り込みを取り消しました';
    case 'import.failed':
      return '取り込む一覧の処理が途中で止まりました';
    case 'action_item.given':
      return '会議の対応事項の担当になりました';
    case 'action_item.overdue':
      return '期限を過ぎた対応事項があります';
    case 'agenda.circulated':
      return '会議の次第と資料が届きました';
    case 'agenda.proposed':
      return '会議の議題の提案が届きました';
    case 'agenda.proposal_answered':
      return '会議に提案した議題に、事務局の回答がありました';
    case 'minutes.circulated':
      return '議事録の確認をお願いします';
    case 'minutes.answered':
      return '議事録に修正の求めがありました';
    case 'minutes.approved':
      return '議事録が承認されました';
    case 'report_up.sent':
      return '下の会議体から報告が届きました';
    case 'report_up.tabled':
      return '親会への報告が、親会の次第に入りました';
    case 'report_up.answered':
      return '親会への報告に回答がありました';
    case 'vacancy_inquiry.asked':
      return `空き照会${number === null ? '' : ` ${number} `}が届きました`;
    case 'vacancy_inquiry.answered':
      return `空き照会${number === null ? '' : ` ${number} `}に回答がありました`;
    case 'vacancy_inquiry.due':
      return `空き照会${number === null ? '' : ` ${number} `}の回答期限が近づいています`;
    case 'vacancy_inquiry.closed':
      return `空き照会${number === null ? '' : ` ${number} `}を締め切りました`;
    case 'webhook.paused':
      return '外部システムへの通知が届かないため、停止しました。通知先を確認してください';
  }
}

/** The screen on which the reader finds more, from the root of the portal. */
export function noticePath(objectType: NoticeObject, objectId: string): string {
  switch (objectType) {
    case 'referral':
      return `/referrals/${objectId}`;
    case 'report':
      return `/upkeep/reports/${objectId}`;
    case 'stall':
      return '/stalls';
    case 'agency':
      return `/agencies/${objectId}`;
    case 'entry_change':
      return `/directory/changes/${objectId}`;
    case 'decline_review':
      return '/decline-reviews';
    case 'saved_search':
      return `/saved-searches/${objectId}`;
    case 'leaflet':
      return `/leaflets/${objectId}`;
    case 'import_job':
      return `/imports/${objectId}`;
    case 'action_item':
      return `/action-items/${objectId}`;
    case 'action_items':
      return '/action-items';
    case 'meeting':
      return `/meetings/${objectId}`;
    case 'minutes':
      return `/meetings/${objectId}/minutes`;
    case 'council':
      return `/councils/${objectId}`;
    case 'vacancy_inquiry':
      return `/vacancy-inquiries/${objectId}`;
    case 'webhook':
      return `/webhooks/${objectId}`;
    case 'intake_request':
      return '/intake-requests';
    case 'referral_chain':
      // The secretariat knows of the number alone.
      return '/notices';
    case 'leaflet_consent':
      return '/leaflet-consent';
    case 'follow_up':
      return '/follow-ups';
    case 'escalation':
      return '/notices';
    case 'person_files':
      return `/people/${objectId}/attachments`;
    case 'person_consents':
      return `/people/${objectId}/consents`;
    case 'reading_reason':
      return '/people/oversight';
    case 'person_matter':
      return '/people/oversight';
    case 'consent_duty':
      return '/consents';
    case 'support_term':
      return '/support-terms';
    case 'check_up':
      return '/check-ups';
    case 'consent':
      // A recipient sees no consent; what follows from its withdrawal stands among the notices.
      return '/notices';
  }
}
