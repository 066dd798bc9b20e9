const era = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', { dateStyle: 'long', timeZone: 'Asia/Tokyo' });

/** 令和8年11月20日. */
export function dayText(moment: Date): string {
  return era.format(moment);
}
