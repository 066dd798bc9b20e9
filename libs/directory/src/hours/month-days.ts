/** Days of every month in words: 毎月1日・15日・末日. */
export function monthDaysName(days: readonly number[]): string {
  return `毎月${days.map((day) => (day === -1 ? '末日' : `${day}日`)).join('・')}`;
}
