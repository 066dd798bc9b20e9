import { useTranslation } from 'react-i18next';
import { Card } from '../../../components/card.js';
import { DataTable } from '../../../components/data-table.js';
import { inEra } from '../../../lib/japanese-date.js';
import type { OwnSheet } from '../api/own-sheets.js';

/** Who may be told which part now, and who was told which when. */
export function SheetAudience({ sheet }: { sheet: OwnSheet }) {
  const { t } = useTranslation('sheets');
  type Audience = OwnSheet['wasTold'][number];
  const partsOf = ({ categories }: Audience) =>
    sheet.parts
      .filter(({ category }) => categories.includes(category))
      .map(({ number, name }) => `${number} ${name}`)
      .join('、');
  const columns = [
    { key: 'agency', label: t('agency'), names: true, cell: ({ agencyName }: Audience) => agencyName },
    { key: 'parts', label: t('parts'), cell: partsOf },
  ];
  const lastTold = {
    key: 'last',
    label: t('lastTold'),
    cell: ({ last }: Audience) => (last ? inEra(last) : ''),
  };
  return (
    <Card title={t('audience')}>
      <h3 className="mb-2 font-bold">{t('mayBeTold')}</h3>
      {sheet.mayBeTold.length === 0 ? (
        <p>{t('mayBeToldNone')}</p>
      ) : (
        <DataTable
          caption={t('mayBeTold')}
          columns={columns}
          rows={sheet.mayBeTold}
          rowKey={({ agencyName }) => agencyName}
        />
      )}
      <h3 className="mt-5 mb-2 font-bold">{t('wasTold')}</h3>
      {sheet.wasTold.length === 0 ? (
        <p>{t('wasToldNone')}</p>
      ) : (
        <DataTable
          caption={t('wasTold')}
          columns={[...columns, lastTold]}
          rows={sheet.wasTold}
          rowKey={({ agencyName }) => agencyName}
        />
      )}
    </Card>
  );
}
