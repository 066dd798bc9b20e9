import { useId, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { BareCheckbox } from '../../../components/checkbox.js';
import { classes } from '../../../lib/classes.js';
import {
  categoryGroups,
  directionOf,
  purposes,
  type DataCategory,
  type Purpose,
} from '../../../lib/terms.js';
import type { Told } from '../consent-draft.js';

type MatrixEditorProps = {
  /** Whose table it is; read out with every box. */
  name: string;
  told: Told;
  onChange: (told: Told) => void;
  /** What was agreed to before, to show what is new and what goes. */
  before?: Told | undefined;
  /** Where only some cells can be ticked: what was asked. */
  offered?: Told | undefined;
};

/**
 * Kinds of data down, purposes across in the order of their direction, a box in every cell. Arrow keys move from box to
 * box, space ticks; heads tick a whole column.
 */
export function MatrixEditor({ name, told, onChange, before, offered }: MatrixEditorProps) {
  const { t } = useTranslation('consents');
  const { t: tTerms } = useTranslation('terms');
  const id = useId();
  const isOffered = (purpose: Purpose, category: DataCategory) =>
    offered === undefined || (offered[purpose] ?? []).includes(category);
  const columns = purposes.filter((purpose) => offered === undefined || (offered[purpose] ?? []).length > 0);
  const groups = categoryGroups
    .map(({ code, categories }) => ({
      code,
      categories: categories.filter((category) => columns.some((purpose) => isOffered(purpose, category))),
    }))
    .filter(({ categories }) => categories.length > 0);
  const rows = groups.flatMap(({ categories }) => categories);
  // Sheets that few people have are folded away until somebody wants them or something in them is ticked.
  const [unfolded, setUnfolded] = useState<readonly string[]>([]);
  const isOpen = ({ code, categories }: (typeof groups)[number]) =>
    offered !== undefined ||
    !seldom.includes(code) ||
    unfolded.includes(code) ||
    categories.some((category) =>
      columns.some((purpose) => has(told, purpose, category) || has(before, purpose, category)),
    );

  function set(purpose: Purpose, categories: readonly DataCategory[], ticked: boolean): void {
    const wanted = categories.filter((category) => isOffered(purpose, category));
    onChange({
      ...told,
      [purpose]: rows.filter((category) =>
        wanted.includes(category) ? ticked : has(told, purpose, category),
      ),
    });
  }

  return (
    <div
      className="relative overflow-x-auto"
      tabIndex={0}
      role="region"
      aria-label={t('editor.region', { name })}
    >
      <table className="w-full border-collapse">
        <caption className="sr-only">{t('editor.caption', { name })}</caption>
        <thead>
          <tr className="border-b-2 border-solid-gray-700 bg-solid-gray-50">
            <th
              scope="col"
              className="sticky left-0 z-1 min-w-32 bg-solid-gray-50 px-2 py-2 text-left align-bottom text-dns-16B-130"
            >
              {t('editor.category')}
            </th>
            {columns.map((purpose) => {
              const possible = rows.filter((category) => isOffered(purpose, category));
              const all = possible.every((category) => has(told, purpose, category));
              return (
                <th
                  key={purpose}
                  scope="col"
                  id={`${id}-${purpose}`}
                  className="w-24 min-w-20 px-1 py-2 text-center align-bottom"
                >
                  <span className="block text-dns-14N-130 text-solid-gray-700">
                    {tTerms(`direction.${directionOf(purpose)}`)}
                  </span>
                  <span className="block text-dns-14B-130 leading-130">{tTerms(`purpose.${purpose}`)}</span>
                  <button
                    type="button"
                    onClick={() => set(purpose, possible, !all)}
                    className="mt-1 inline-flex min-h-11 items-center rounded-8 px-2 text-dns-14N-130 text-blue-900 underline hover:bg-blue-50"
                  >
                    {t(all ? 'editor.none' : 'editor.all')}
                    <span className="sr-only">
                      {name} {tTerms(`purpose.${purpose}`)}
                    </span>
                  </button>
                </th>
              );
            })}
          </tr>
        </thead>
        {groups
          .map((group) => ({ ...group, open: isOpen(group) }))
          .map(({ code, categories, open }) => (
            <tbody key={code}>
              <tr className="border-b border-solid-gray-300 bg-solid-gray-50">
                <th
                  scope="rowgroup"
                  colSpan={columns.length + 1}
                  className="px-2 py-1.5 text-left text-dns-14B-130 text-solid-gray-800"
                >
                  {open ? (
                    tTerms(`categoryGroup.${code}`)
                  ) : (
                    <button
                      type="button"
                      aria-expanded="false"
                      onClick={() => setUnfolded([...unfolded, code])}
                      className="inline-flex min-h-11 items-center text-blue-900 underline"
                    >
                      {t('editor.unfold', {
                        group: tTerms(`categoryGroup.${code}`),
                        count: categories.length,
                      })}
                      <span className="sr-only">{name}</span>
                    </button>
                  )}
                </th>
              </tr>
              {(open ? categories : []).map((category) => (
                <tr key={category} className="border-b border-solid-gray-300">
                  <th
                    scope="row"
                    className="sticky left-0 z-1 bg-white px-2 py-1 text-left align-middle font-normal"
                  >
                    {tTerms(`category.${category}`)}
                  </th>
                  {columns.map((purpose) => {
                    const ticked = has(told, purpose, category);
                    const was = has(before, purpose, category);
                    const change = before === undefined || ticked === was ? null : ticked ? 'added' : 'gone';
                    return (
                      <td
                        key={purpose}
                        className={classes('text-center align-middle', change && looks[change])}
                      >
                        {isOffered(purpose, category) ? (
                          <label className="inline-flex min-h-11 w-full min-w-11 flex-col items-center justify-center">
                            <BareCheckbox
                              onKeyDown={moveByArrows}
                              data-row={rows.indexOf(category)}
                              data-column={columns.indexOf(purpose)}
                              checked={ticked}
                              onChange={(event) => set(purpose, [category], event.target.checked)}
                            />
                            <span className="sr-only">
                              {name} {tTerms(`category.${category}`)} {tTerms(`purpose.${purpose}`)}
                            </span>
                            {change && <span className="text-dns-14B-130">{t(`editor.${change}`)}</span>}
                          </label>
                        ) : (
                          <span className="text-solid-gray-600">
                            <span aria-hidden="true">―</span>
                            <span className="sr-only">{t('editor.notAsked')}</span>
                          </span>
                        )}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          ))}
      </table>
    </div>
  );
}

function has(from: Told | undefined, purpose: Purpose, category: DataCategory): boolean {
  return (from?.[purpose] ?? []).includes(category);
}

const seldom: readonly string[] = ['passport', 'msfas', 'files'];
const looks = { added: 'bg-green-50 text-green-1000', gone: 'bg-orange-50 text-orange-1000' } as const;

const steps: Readonly<Record<string, readonly [row: number, column: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Moves the focus to the next box in the direction of the arrow, over cells without one. */
function moveByArrows(event: KeyboardEvent<HTMLInputElement>): void {
  const step = steps[event.key];
  const box = event.currentTarget;
  const table = box.closest('table');
  if (!step || !table) return;
  const boxes = [...table.querySelectorAll<HTMLInputElement>('input[data-row]')];
  const [rowStep, columnStep] = step;
  const place = (one: HTMLInputElement) =>
    [Number(one.dataset['row']), Number(one.dataset['column'])] as const;
  const [row, column] = place(box);
  const ahead = boxes.filter((one) => {
    const [itsRow, itsColumn] = place(one);
    return rowStep === 0
      ? itsRow === row && Math.sign(itsColumn - column) === columnStep
      : itsColumn === column && Math.sign(itsRow - row) === rowStep;
  });
  const next = rowStep + columnStep > 0 ? ahead[0] : ahead.at(-1);
  event.preventDefault();
  next?.focus();
}
