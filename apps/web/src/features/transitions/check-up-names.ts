import type { CheckUpFinding } from './api/check-ups.js';

/** How somebody was reached. */
export const reachedWays: Record<CheckUpFinding['reached'], string> = {
  visit: '職場訪問',
  office: '来所',
  phone: '電話',
  message: 'メール・メッセージ',
  workplace: '会社から聞いた',
  family: '家族から聞いた',
  not_reached: '連絡がつかなかった',
};

/** How somebody was found to be. */
export const situations: Record<CheckUpFinding['situation'], string> = {
  working: '在職',
  changed_job: '転職して在職',
  left: '離職',
  on_leave: '休職',
  training: '訓練・福祉サービス利用中',
  unknown: '不明',
};
