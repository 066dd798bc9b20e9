import type { FieldProblem } from '#libs/platform';

type Unread = Readonly<Record<string, unknown>>;

/** Reads a value of unknown origin part by part and gathers what is wrong with it, each under its path and its name. */
export class RulesReader {
  readonly problems: FieldProblem[] = [];

  refuse(field: string, label: string, expected: string): void {
    this.problems.push({ field, label, detail: `${label}: ${expected}。` });
  }

  /** An object with no other keys than these. */
  object(value: unknown, field: string, label: string, keys: readonly string[]): Unread {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.refuse(field, label, '内容を確認してください');
      return {};
    }
    const unknown = Object.keys(value).filter((key) => !keys.includes(key));
    for (const key of unknown)
      this.refuse([field, key].filter(Boolean).join('.'), label, '使えない項目があります');
    return value as Unread;
  }

  list(value: unknown, field: string, label: string, max: number): unknown[] {
    if (!Array.isArray(value)) this.refuse(field, label, '一覧で指定してください');
    else if (value.length > max) this.refuse(field, label, `${max}件までにしてください`);
    else return value;
    return [];
  }

  /** One of the codes; the first of them where it is none. */
  code<Code extends string>(value: unknown, field: string, label: string, codes: readonly Code[]): Code {
    if (codes.includes(value as Code)) return value as Code;
    this.refuse(field, label, '選択してください');
    return codes[0]!;
  }

  /** Several of the codes, each once, in the order of the codes. */
  codes<Code extends string | number>(
    value: unknown,
    field: string,
    label: string,
    codes: readonly Code[],
  ): Code[] {
    const given = Array.isArray(value) ? value : [null];
    if (!given.every((one) => codes.includes(one as Code)) || new Set(given).size < given.length)
      this.refuse(field, label, '一覧から1回ずつ選択してください');
    return codes.filter((code) => given.includes(code));
  }

  flag(value: unknown, field: string, label: string): boolean {
    if (typeof value !== 'boolean') this.refuse(field, label, 'はい・いいえで指定してください');
    return value === true;
  }

  /** A text without white space around it; nothing written is null. */
  text(value: unknown, field: string, label: string, max: number): string | null {
    if (value === null || value === undefined) return null;
    if (typeof value !== 'string') this.refuse(field, label, '文字で入力してください');
    else if (value.trim().length > max) this.refuse(field, label, `${max}文字以内で入力してください`);
    else return value.trim() || null;
    return null;
  }

  matching(
    value: unknown,
    field: string,
    label: string,
    isRight: (text: string) => boolean,
    says: string,
  ): string {
    if (typeof value === 'string' && isRight(value)) return value;
    this.refuse(field, label, says);
    return '';
  }
}
