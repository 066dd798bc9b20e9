/** How somebody wants to read: 日本語 or やさしい日本語, and how large. Carried from page to page in the address. */
export interface View {
  readonly lang: 'ja' | 'easy';
  readonly size: (typeof textSizes)[number]['code'];
}

/** The sizes of text that one can choose, in percent. */
export const textSizes = [
  { code: '100', name: '標準' },
  { code: '125', name: '大' },
  { code: '150', name: '特大' },
] as const;

export const usualView: View = { lang: 'ja', size: '100' };

/** What an address may say beside its path. */
export type AddressParts = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The address of a page of the public face, in the reader's view. */
export function addressOf(path: string, view: View, parts: AddressParts = {}): string {
  const query = new URLSearchParams(pairsOf(parts));
  for (const [name, value] of viewFields(view)) query.set(name, value);
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** What a form must send along so that the next page is shown the same way. */
export function viewFields({ lang, size }: View): [name: string, value: string][] {
  return [
    ...(lang === 'ja' ? [] : [['lang', lang] as [string, string]]),
    ...(size === '100' ? [] : [['size', size] as [string, string]]),
  ];
}

/** Name and value of everything that is there. */
export function pairsOf(parts: AddressParts): [name: string, value: string][] {
  return Object.entries(parts).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : (value ?? []))
      .filter((one) => one !== '')
      .map((one) => [name, one] as [string, string]),
  );
}
