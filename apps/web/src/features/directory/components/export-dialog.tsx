import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, DownloadLink } from '../../../components/button.js';
import { Checkbox } from '../../../components/checkbox.js';
import { DataTable } from '../../../components/data-table.js';
import { Dialog } from '../../../components/dialog.js';
import { Fieldset } from '../../../components/fieldset.js';
import { Loaded } from '../../../components/loaded.js';
import { Notice } from '../../../components/notice.js';
import { RadioGroup } from '../../../components/radio-group.js';
import {
  exportAddress,
  exportColumnsQuery,
  type ExportFormat,
  exportFormats,
  type ExportLosses,
  exportLossesQuery,
  type ExportOrder,
} from '../api/export-agencies.js';

const usual = [
  ...[
    'name',
    'kana',
    'type',
    'status',
    'area',
    'postalCode',
    'address',
    'phone',
    'fax',
    'url',
    'officeNumber',
  ],
  ...['service', 'capacity', 'disabilities', 'vacancy', 'available', 'opening', 'updatedOn'],
];

type ExportDialogProps = { address: string; total: number; onClose: () => void };

/** Takes a list along: in which form, which columns, and what would be lost on the way. */
export function ExportDialog({ address, total, onClose }: ExportDialogProps) {
  const { t } = useTranslation('directory');
  const [format, setFormat] = useState<ExportFormat>('xlsx');
  const [per, setPer] = useState<'agency' | 'service'>('agency');
  const [columns, setColumns] = useState<readonly string[]>(usual);
  const offered = useQuery(exportColumnsQuery);
  const order = { address, columns, per };
  return (
    <Dialog title={t('search.exporting.title')} onClose={onClose}>
      <div className="grid gap-5">
        <p>{t('search.exporting.lead', { total: total.toLocaleString('ja-JP') })}</p>
        <RadioGroup
          name="format"
          label={t('search.exporting.format')}
          value={format}
          onChange={(value) => setFormat(value as ExportFormat)}
          choices={exportFormats.map((value) => ({
            value,
            label: t(`search.exporting.formats.${value}`),
            support: t(`search.exporting.formatSupports.${value}`),
          }))}
        />
        <RadioGroup
          name="per"
          label={t('search.exporting.per')}
          inline
          value={per}
          onChange={(value) => setPer(value as 'agency')}
          choices={(['agency', 'service'] as const).map((value) => ({
            value,
            label: t(`search.exporting.perChoices.${value}`),
          }))}
        />
        <details>
          <summary className="min-h-11 cursor-pointer py-2 text-std-16B-170">
            {t('search.exporting.columns', { count: columns.length })}
          </summary>
          <Loaded query={offered}>
            {(all) => (
              <Fieldset
                label={
                  <span className="sr-only">{t('search.exporting.columns', { count: columns.length })}</span>
                }
              >
                <div className="flex flex-wrap gap-3">
                  <Button look="quiet" onClick={() => setColumns(all.map(({ code }) => code))}>
                    {t('search.exporting.every')}
                  </Button>
                  <Button look="quiet" onClick={() => setColumns(usual)}>
                    {t('search.exporting.usual')}
                  </Button>
                </div>
                <ul className="grid gap-x-4 @lg:grid-cols-2">
                  {all.map(({ code, name }) => (
                    <li key={code}>
                      <Checkbox
                        label={name}
                        checked={columns.includes(code)}
                        onChange={() =>
                          setColumns(
                            columns.includes(code)
                              ? columns.filter((one) => one !== code)
                              : [...columns, code],
                          )
                        }
                      />
                    </li>
                  ))}
                </ul>
              </Fieldset>
            )}
          </Loaded>
        </details>
        {columns.length > 0 && format === 'csv_cp932' && <Losses order={order} />}
        {columns.length > 0 ? (
          <DownloadLink href={exportAddress(order, format)} className="w-fit">
            {t('search.exporting.download')}
          </DownloadLink>
        ) : (
          <Notice tone="warning" live>
            {t('search.exporting.noColumns')}
          </Notice>
        )}
      </div>
    </Dialog>
  );
}

/** The characters that Shift_JIS cannot hold, with their places. */
function Losses({ order }: { order: ExportOrder }) {
  const { t } = useTranslation('directory');
  const losses = useQuery(exportLossesQuery(order));
  if (losses.isPending) return <p role="status">{t('search.exporting.checking')}</p>;
  return (
    <Loaded query={losses}>
      {(found) =>
        found.total === 0 ? (
          <p role="status">{t('search.exporting.noLoss')}</p>
        ) : (
          <Notice
            tone="warning"
            live
            title={t('search.exporting.losses', { total: found.total.toLocaleString('ja-JP') })}
          >
            <LossTable losses={found} />
            <p className="mt-2">{t('search.exporting.lossAdvice')}</p>
          </Notice>
        )
      }
    </Loaded>
  );
}

function LossTable({ losses: { items, total } }: { losses: ExportLosses }) {
  const { t } = useTranslation('directory');
  return (
    <div
      className="max-h-80 overflow-auto"
      tabIndex={0}
      role="group"
      aria-label={t('search.exporting.lossCharacters')}
    >
      <DataTable
        caption={t('search.exporting.lossCharacters')}
        rows={items}
        rowKey={({ row, column }) => `${row} ${column}`}
        columns={[
          {
            key: 'row',
            label: t('search.exporting.lossOf'),
            names: true,
            cell: ({ row, of }) => `${t('search.exporting.lossRow', { row })} ${of}`,
          },
          { key: 'column', label: t('search.exporting.lossColumn'), cell: ({ column }) => column },
          {
            key: 'characters',
            label: t('search.exporting.lossCharacters'),
            cell: ({ characters }) => Array.from(characters).join(' '),
          },
        ]}
      />
      {total > items.length && <p>{t('search.exporting.lossMore', { count: total - items.length })}</p>}
    </div>
  );
}
