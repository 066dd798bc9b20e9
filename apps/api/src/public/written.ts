/** 約400 m, 約2.5 km. */
export function distanceText(metres: number): string {
  return metres < 1000 ? `約${Math.round(metres / 100) * 100} m` : `約${(metres / 1000).toFixed(1)} km`;
}

/** A link that a telephone understands. */
export function telOf(phone: string): string {
  return `tel:${phone.normalize('NFKC').replace(/[^0-9+]/g, '')}`;
}

/** 2026年4月1日. */
export function dayText(day: string): string {
  return `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;
}
