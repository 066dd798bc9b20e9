/** What agencies say to each other and among themselves about a referral, in words after its number. */
export const conversationTexts = {
  'referral.message': 'に、新しい連絡があります',
  'referral.approval_asked': 'の送付の承認を求められています',
  'referral.approval_returned': 'の下書きが、差し戻されました',
  'referral.approved': 'が承認され、送られました',
  'referral.sent_urgently': 'が、至急のため、承認を待たずに送られました',
  'referral.interim_reported': 'の経過報告が届きました',
  'referral.stop_asked': 'について、支援の中止の申し出がありました',
  'referral.stop_refused': 'の中止の申し出に、同意できないとの回答がありました',
  'referral.appointment_offered': 'に、面談の候補日が届きました',
  'referral.appointment_agreed': 'の面談の日時が決まりました',
  'referral.appointment_cancelled': 'の面談が取りやめになりました',
  'referral.appointment_tomorrow': 'の面談は明日です',
  'referral.appointment_kept': 'の面談が行われました',
  'referral.no_show': 'の面談に来所がありませんでした',
  'referral.no_show_limit': 'の面談に、続けて来所がありません。今後の進め方を確認してください',
  'referral.answer_overdue': 'に、相手の機関が待っている質問・提案・申し出があります。期限を過ぎています',
  'referral.phone_accepted': 'の受入れの返事が、電話で聞いたものとして記録されました。確認をお願いします',
  'referral.phone_denied': 'の電話での受入れは、相手の機関が確認できませんでした',
  'referral.phone_lapsed': 'の電話での受入れは、期限までに確認されませんでした',
  'referral.loop_found': 'は、前に関わった機関へ戻る依頼です。経過を確認してください',
  'referral.slot_booked': 'で、面談・ガイダンスの枠が予約されました',
  'referral.slot_moved_up': 'に、待っていた面談・ガイダンスの枠が取れました',
  'referral.slot_cancelled': 'の、面談・ガイダンスの枠が取り消されました',
  'referral.session_changed': 'で予約した面談・ガイダンスの回の日時や場所が変わりました',
  'referral.session_cancelled': 'で予約した面談・ガイダンスの回が中止になりました',
  'referral.decline_proposed': 'に受け入れない回答があり、事務局の確認を待っています',
  'referral.decline_withdrawn': 'の受け入れない回答が、取り消されました',
  'referral.decline_reconsidered': 'の受け入れない回答について、事務局が再検討を求めています',
  'referral.transfer_asked': 'について、主担当の移管の申し出がありました',
  'referral.transfer_agreed': 'の移管の申し出に、同意の回答がありました。引継ぎの依頼をお待ちください',
  'referral.transfer_refused': 'の移管の申し出に、同意できないとの回答がありました',
  'referral.transfer_withdrawn': 'の移管の申し出が、取り下げられました',
  'referral.handover_agreed': 'で、主担当を引き継ぐ日が決まりました',
  'referral.outside_opened': 'の封印リンクが開かれました',
  'referral.outside_locked':
    'の封印リンクが、確認コードのまちがいが続いたため開けなくなりました。心当たりを確かめてください',
  'referral.outside_answered': 'に、連携ポータルの外の機関から回答がありました',
} as const;
export type ConversationNotice = keyof typeof conversationTexts;
export const conversationNotices = Object.keys(conversationTexts) as ConversationNotice[];

/** Whether a notice is one of these. */
export function isConversationNotice(type: string): type is ConversationNotice {
  return Object.hasOwn(conversationTexts, type);
}
