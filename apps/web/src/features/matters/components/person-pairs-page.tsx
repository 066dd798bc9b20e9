import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Button, ButtonLink } from '../../../components/button.js';
import { ChoiceLinks } from '../../../components/choice-links.js';
import type { Column } from '../../../components/data-table.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { PagedTable } from '../../../components/paged-table.js';
import { TextLink } from '../../../components/text-link.js';
import { useSay } from '../../../components/toast.js';
import { inEra } from '../../../lib/japanese-date.js';
import { useSession } from '../../../lib/session.js';
import { type PersonPair, personPairsQuery, searchPersonPairs } from '../api/person-pairs.js';
import { usePageNumber } from './use-page-number.js';

/** Records of the own agency that may be of one person. */
export function PersonPairsPage() {
  const { t } = useTranslation('matters');
  const say = useSay();
  const { can } = useSession();
  const [params] = useSearchParams();
  const state = params.get('state') === 'distinct' ? 'distinct' : 'proposed';
  const pairs = useQuery(personPairsQuery(state, usePageNumber()));
  const searching = useMutation({
    mutationFn: searchPersonPairs,
    onSuccess: ({ found }) => say(t('pairs.searched', { count: found })),
  });
  const columns: Column<PersonPair>[] = [
    { key: 'people', label: t('pairs.people'), names: true, cell: (pair) => <Sides pair={pair} /> },
    {
      key: 'why',
      label: t('pairs.why'),
      cell: ({ reasonNames }) => (
        <ul>
          {reasonNames.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      ),
    },
    {
      key: 'do',
      label: state === 'proposed' ? t('pairs.do') : t('pairs.decided'),
      cell: ({ id, sides, decidedBy, decidedAt }) =>
        state === 'proposed' ? (
          <ButtonLink
            look="secondary"
            to={`/people/duplicates/${id}`}
            aria-label={`${t('pairs.compare')}　${sides[0]?.name ?? ''}`}
          >
            {t('pairs.compare')}
          </ButtonLink>
        ) : (
          [decidedBy, decidedAt && inEra(decidedAt)].filter(Boolean).join('　')
        ),
    },
  ];
  return (
    <Page
      title={t('pairs.title')}
      lead={t('pairs.lead')}
      trail={[{ to: '/people', label: t('trail') }]}
      actions={
        <Button look="secondary" busy={searching.isPending} onClick={() => searching.mutate()}>
          {t('pairs.search')}
        </Button>
      }
    >
      {searching.isError && <FailureNotice failure={searching.error} />}
      <ChoiceLinks
        label={t('pairs.filter')}
        choices={(['proposed', 'distinct'] as const).map((choice) => ({
          to: `?state=${choice}`,
          label: t(`pairs.${choice}`),
          chosen: choice === state,
        }))}
      />
      <Loaded query={pairs}>
        {(page) => (
          <PagedTable
            page={page}
            caption={t('pairs.title')}
            columns={columns}
            rowKey={({ id }) => id}
            empty={t('pairs.none')}
          />
        )}
      </Loaded>
      {can.keepRecords && (
        <p>
          <TextLink to="/people/merges">{t('pairs.merges')}</TextLink>
        </p>
      )}
    </Page>
  );
}

function Sides({ pair }: { pair: PersonPair }) {
  const { t } = useTranslation('matters');
  return (
    <span className="grid gap-2">
      {pair.sides.map(({ id, number, name, kana, birthDate }) => (
        <span key={id} className="block">
          <span className="block text-dns-14N-130 text-solid-gray-700">{kana}</span>
          <span className="font-bold">{name}</span>
          <span className="block text-dns-14N-130">
            {[birthDate && inEra(birthDate), t('pairs.number', { number })].filter(Boolean).join('　')}
          </span>
        </span>
      ))}
    </span>
  );
}
