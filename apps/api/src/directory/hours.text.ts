import type { ServiceRow } from '#libs/directory';

const dayNames = { weekday: '平日', saturday: '土曜', sunday: '日曜', holiday: '祝日' } as const;

/** The hours of a service in one line: 平日 9:00〜16:00、土曜 10:00〜15:00. Days that are unknown are not mentioned. */
export function hoursText(hours: ServiceRow['hours'], note: string | null): string | null {
  const days = (Object.keys(dayNames) as (keyof typeof dayNames)[]).flatMap((day) => {
    const span = hours[day];
    return span ? [`${dayNames[day]} ${clock(span.from)}〜${clock(span.to)}`] : [];
  });
  const lines = [days.join('、'), note ?? ''].filter((line) => line !== '');
  return lines.length === 0 ? null : lines.join('\n');
}

function clock(time: string): string {
  return time.replace(/^0/, '');
}
