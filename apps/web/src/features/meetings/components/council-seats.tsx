import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { Checkbox } from '../../../components/checkbox.js';
import { DataTable, type Column } from '../../../components/data-table.js';
import { Loaded } from '../../../components/loaded.js';
import { inEra } from '../../../lib/japanese-date.js';
import { seatsQuery, type Council, type Seat } from '../api/councils.js';
import { SeatChangeDialog } from './seat-change-dialog.js';
import { SeatDialog } from './seat-dialog.js';
import { SeatFillDialog } from './seat-fill-dialog.js';

type Asked = { kind: 'give' } | { kind: 'change' | 'fill'; seat: Seat };

/** Who sits in a council; its secretariat gives seats and lets others fill them. */
export function CouncilSeats({ council }: { council: Council }) {
  const { t } = useTranslation('meetings');
  const { id, can } = council;
  const [ended, setEnded] = useState(false);
  const [asked, setAsked] = useState<Asked | null>(null);
  const seats = useQuery(seatsQuery(id, ended));
  const close = () => setAsked(null);
  const columns: Column<Seat>[] = [
    { key: 'agency', label: t('seats.agency'), names: true, cell: ({ agency }) => agency.name },
    {
      key: 'name',
      label: t('seats.name'),
      cell: ({ name, post, email, before }) => (
        <>
          {name ?? t('seats.nobody')}
          {post && <span className="block text-dns-14N-130 text-solid-gray-700">{post}</span>}
          {email && <span className="block break-all text-dns-14N-130 text-solid-gray-700">{email}</span>}
          {before[0] && (
            <span className="block text-dns-14N-130 text-solid-gray-700">
              {t('seats.before', { name: before[0].name, until: inEra(before[0].untilOn) })}
            </span>
          )}
        </>
      ),
    },
    { key: 'role', label: t('seats.role'), cell: ({ roleName }) => roleName },
    {
      key: 'term',
      label: t('seats.term'),
      cell: ({ fromOn, untilOn }) =>
        untilOn
          ? t('seats.span', { from: inEra(fromOn), until: inEra(untilOn) })
          : t('seats.since', { from: inEra(fromOn) }),
    },
    ...(can.keep
      ? [
          {
            key: 'do',
            label: t('seats.do'),
            cell: (seat: Seat) => (
              <div className="flex flex-wrap gap-1">
                {(['change', 'fill'] as const).map((kind) => (
                  <Button key={kind} look="quiet" onClick={() => setAsked({ kind, seat })}>
                    {t(`seats.${kind}`)}
                    <span className="sr-only">（{seat.agency.name}）</span>
                  </Button>
                ))}
              </div>
            ),
          },
        ]
      : []),
  ];
  return (
    <Card
      title={t('seats.title')}
      aside={can.keep && <Button onClick={() => setAsked({ kind: 'give' })}>{t('seats.give')}</Button>}
    >
      <Checkbox
        label={t('seats.withEnded')}
        checked={ended}
        onChange={(event) => setEnded(event.target.checked)}
      />
      <Loaded query={seats}>
        {(found) =>
          found.length === 0 ? (
            <p className="text-solid-gray-700">{t('seats.none')}</p>
          ) : (
            <DataTable
              caption={t('seats.caption')}
              columns={columns}
              rows={found}
              rowKey={(seat) => seat.id}
            />
          )
        }
      </Loaded>
      {asked?.kind === 'give' && <SeatDialog council={council} onClose={close} />}
      {asked?.kind === 'change' && <SeatChangeDialog council={council} seat={asked.seat} onClose={close} />}
      {asked?.kind === 'fill' && <SeatFillDialog council={council} seat={asked.seat} onClose={close} />}
    </Card>
  );
}
