/** What is said about a meeting on a day, as a form sends it. */
export const meetingOn = (day: string, said: Record<string, unknown> = {}) => ({
  title: '就労連絡会',
  mode: 'venue',
  day,
  from: '18:30',
  until: '20:00',
  venue: '青葉会館',
  ...said,
});
