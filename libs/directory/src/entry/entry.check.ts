import { type FieldProblem, Invalid, newId } from '#libs/platform';
import { type Entry, type EntryList, entryLists, type Visibility, visibilities } from './entry.js';
import { agencyFields, type EntryField, listFields } from './entry.fields.js';
import type { EntryNames } from './entry.names.js';
import { same } from './same-value.js';
import { checkedValue } from './value.check.js';

/** Who fills in the form, and what holds at that moment. */
export interface EntryWriter {
  readonly isSecretariat: boolean;
  readonly names: EntryNames;
  readonly today: string;
}

type Given = Readonly<Record<string, unknown>>;
type Row = Given & { readonly id: string };

const most: Readonly<Record<EntryList, number>> = { services: 50, windows: 30, traineeOffers: 50 };

/**
 * The entry as the form wants it to be. What is not given stays as it is; a list that is given replaces the old one, and
 * rows without an id of the entry are new. Only what differs is checked: an oddity that an import brought does not keep
 * anybody from correcting a telephone number.
 * @throws {Invalid} naming every wrong field by its path (`services/<id>/ageMin`), all at once.
 */
export function checkedEntry(current: Entry, given: unknown, writer: EntryWriter): Entry {
  const check = new EntryCheck(current, writer);
  const wanted = check.entry(given);
  if (check.problems.length > 0) throw new Invalid(check.problems);
  return wanted;
}

/** A row that nobody has filled in. */
export function blankRow(list: EntryList): Given {
  const values = Object.entries(listFields[list].fields).map(
    ([name, field]) => [name, standards[list][name] ?? emptyValue(field)] as const,
  );
  return Object.fromEntries(values);
}

const standards: Readonly<Record<EntryList, Given>> = {
  services: {},
  windows: { visibility: 'public' },
  traineeOffers: { visibility: 'members', reception: 'ask' },
};

function emptyValue({ kind }: EntryField): unknown {
  switch (kind) {
    case 'codes':
    case 'lines':
    case 'links':
      return [];
    case 'flag':
      return false;
    case 'spans':
      return {};
    default:
      return null;
  }
}

class EntryCheck {
  readonly problems: FieldProblem[] = [];

  constructor(
    private readonly current: Entry,
    private readonly writer: EntryWriter,
  ) {}

  entry(given: unknown): Entry {
    if (!isGiven(given)) return this.refuse(this.current, 'entry', '掲載内容', '項目ごとに指定してください');
    const known = new Set([...Object.keys(agencyFields), ...entryLists, 'areasInCharge', 'visibility']);
    for (const name of Object.keys(given))
      if (!known.has(name)) this.refuse(null, name, name, 'この項目は受け付けていません');
    const own = this.fields('', agencyFields, this.current as unknown as Given, given);
    const lists = entryLists.map((list) => [list, this.list(list, given[list])] as const);
    const wanted = {
      ...this.current,
      ...own,
      ...Object.fromEntries(lists),
      areasInCharge: this.areasInCharge(given['areasInCharge']),
      visibility: this.visibility(given['visibility']),
    } as Entry;
    if ((wanted.latitude === null) !== (wanted.longitude === null))
      this.refuse(
        null,
        wanted.latitude === null ? 'latitude' : 'longitude',
        '緯度・経度',
        '両方を入力してください',
      );
    return wanted;
  }

  private fields(
    path: string,
    fields: Readonly<Record<string, EntryField>>,
    current: Given,
    given: Given,
    prefix = '',
  ): Given {
    const values = Object.entries(fields).map(([name, field]) => {
      const [was, is] = [current[name] ?? null, given[name]];
      if (is === undefined || same(is, was)) return [name, this.present(path + name, prefix, field, was)];
      if (field.secretariatOnly && !this.writer.isSecretariat)
        return [name, this.refuse(was, path + name, field.label, '変更できるのは事務局だけです')];
      return [name, this.value(path + name, prefix, name, field, is)];
    });
    return Object.fromEntries(values) as Given;
  }

  private value(path: string, prefix: string, name: string, field: EntryField, given: unknown): unknown {
    const answer = checkedValue(field, given, this.listOf(name));
    if ('value' in answer) return this.present(path, prefix, field, answer.value);
    for (const { at, expected } of answer.problems)
      this.refuse(null, at === '' ? path : `${path}.${at}`, prefix + field.label, expected);
    return null;
  }

  private present(path: string, prefix: string, field: EntryField, value: unknown): unknown {
    if (field.required && (value === null || value === ''))
      this.refuse(
        null,
        path,
        prefix + field.label,
        field.kind === 'code' ? '選択してください' : '入力してください',
      );
    return value;
  }

  private listOf(name: string): ReadonlyMap<string, string> | undefined {
    const { types, kinds, areas } = this.writer.names;
    return { type: types, kind: kinds, area: areas }[name];
  }

  private list(list: EntryList, given: unknown): readonly Row[] {
    const current = this.current[list] as unknown as readonly Row[];
    if (given === undefined || same(given, current)) return current;
    const { label } = listFields[list];
    if (!Array.isArray(given)) return this.refuse(current, list, label, '一覧で指定してください');
    if (given.length > most[list])
      return this.refuse(current, list, label, `${most[list]}件までにしてください`);
    const old = new Map(current.map((row) => [row.id, row]));
    const taken = new Set<string>();
    let before = { sort: -1, id: '' };
    return given.map((row: unknown, at) => {
      const id = isGiven(row) && typeof row['id'] === 'string' ? row['id'] : '';
      if (!isGiven(row) || id === '' || id.includes('/') || taken.has(id))
        return this.refuse({ id: '' }, list, label, 'それぞれに別のidを付けてください');
      taken.add(id);
      // The id of a new row is not known yet: nothing can share its place.
      before = { sort: placeAfter(before, old.get(id)), id: old.has(id) ? id : '~' };
      return this.row(list, at, { ...row, sort: before.sort }, id, old.get(id));
    });
  }

  private row(list: EntryList, at: number, given: Given, id: string, current: Row | undefined): Row {
    const { label, fields } = listFields[list];
    const path = `${list}/${id}/`;
    for (const name of Object.keys(given))
      if (name !== 'id' && !Object.hasOwn(fields, name))
        this.refuse(null, path + name, name, 'この項目は受け付けていません');
    const prefix = `${label}${at + 1}の`;
    const values = this.fields(path, fields, current ?? blankRow(list), given, prefix);
    if (list === 'services' && !same(values, { ...current, id: undefined }))
      this.service(path, prefix, values);
    return { ...values, id: current ? id : newId() };
  }

  private service(path: string, prefix: string, service: Given): void {
    const { ageMin, ageMax, wageMonthly, wageYear } = service as Record<string, number | null>;
    if (ageMin != null && ageMax != null && ageMin > ageMax)
      this.refuse(null, `${path}ageMax`, `${prefix}利用できる年齢（上）`, '「下」の年齢以上にしてください');
    if (wageMonthly != null && wageYear == null)
      this.refuse(
        null,
        `${path}wageYear`,
        `${prefix}平均工賃・賃金の年度`,
        '金額がいつの年度のものか入力してください',
      );
    if (wageYear != null && wageYear > Number(this.writer.today.slice(0, 4)))
      this.refuse(null, `${path}wageYear`, `${prefix}平均工賃・賃金の年度`, '先の年度は入力できません');
  }

  private areasInCharge(given: unknown): readonly string[] {
    const { areasInCharge } = this.current;
    if (given === undefined || same(given, areasInCharge)) return areasInCharge;
    const codes = Array.isArray(given) ? [...new Set(given as unknown[])] : [null];
    const isKnown = (code: unknown): code is string =>
      typeof code === 'string' && this.writer.names.municipalities.has(code);
    return codes.every(isKnown)
      ? codes.toSorted()
      : this.refuse(areasInCharge, 'areasInCharge', '管轄・圏域', '一覧にある市区町村を選択してください');
  }

  private visibility(given: unknown): Entry['visibility'] {
    const { visibility } = this.current;
    if (given === undefined || same(given, visibility)) return visibility;
    const choices = isGiven(given) ? Object.entries(given).filter(([, seen]) => seen !== null) : [['', null]];
    const isRight = ([name, seen]: unknown[]) =>
      Object.hasOwn(agencyFields, name as string) &&
      !agencyFields[name as keyof typeof agencyFields].visibilityFixed &&
      visibilities.includes(seen as Visibility);
    return choices.every(isRight)
      ? (Object.fromEntries(choices) as Entry['visibility'])
      : this.refuse(visibility, 'visibility', '見せる範囲', '一覧から選択してください');
  }

  private refuse<T>(instead: T, field: string, label: string, expected: string): T {
    this.problems.push({ field, label, detail: `${label}: ${expected}。` });
    return instead;
  }
}

/** A row keeps its place as long as it stands behind the one before it; of two in one place the older comes first. */
function placeAfter(before: { sort: number; id: string }, row: Row | undefined): number {
  const sort = typeof row?.['sort'] === 'number' ? row['sort'] : -1;
  const isBehind = sort > before.sort || (row !== undefined && sort === before.sort && row.id > before.id);
  return isBehind ? sort : before.sort + 1;
}

function isGiven(value: unknown): value is Given {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
