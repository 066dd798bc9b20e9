/** The codes of the prefectures and municipalities that are taken over; none for all of them. */
export function areasOf({ areas = '' }: { areas?: string }): string[] {
  return areas
    .split(/[,、\s]+/u)
    .map((code) => code.trim())
    .filter((code) => code !== '');
}

/** What is wrong with the codes, in one sentence: one that is none would leave everything out without a word. */
export function wrongAreas(options: { areas?: string }): string | undefined {
  if (options.areas === undefined) return undefined;
  const codes = areasOf(options);
  const wrong = codes.filter((code) => !/^[0-9]{2}(?:[0-9]{3}|-[0-9a-z-]{1,20})?$/.test(code));
  return codes.length === 0 || wrong.length > 0
    ? `--areas ${options.areas} は使えません。都道府県は2桁、市区町村は5桁の番号をコンマで区切ってください（例 13,14101）。`
    : undefined;
}
