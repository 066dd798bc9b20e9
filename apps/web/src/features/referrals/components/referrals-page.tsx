import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { ButtonLink } from '../../../components/button.js';
import { ChoiceLinks } from '../../../components/choice-links.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { TextLink } from '../../../components/text-link.js';
import { boxes, referralsQuery, type ReferralSearch } from '../api/list-referrals.js';
import { lineStatuses } from '../referral.codes.js';
import { ReferralFilters } from './referral-filters.js';
import { TrayDownload } from './tray-download.js';
import { ReferralTable } from './referral-table.js';

/** The referrals that came, went out, or wait to be sent. The address holds what is asked for. */
export function ReferralsPage() {
  const { t } = useTranslation('referrals');
  const { t: tExchange } = useTranslation('exchange');
  const [params] = useSearchParams();
  const search = searchIn(params);
  const referrals = useQuery(referralsQuery(search));
  const narrowed =
    search.status.length > 0 || search.turn !== undefined || search.overdue || search.claimed !== undefined;
  return (
    <Page
      title={t('list.title')}
      lead={t('list.lead')}
      actions={<ButtonLink to="/referrals/new">{t('list.create')}</ButtonLink>}
    >
      <div className="grid gap-3">
        <ChoiceLinks
          label={t('list.title')}
          choices={boxes.map((name) => ({
            to: search.overdue && name !== 'draft' ? `?box=${name}&overdue=true` : `?box=${name}`,
            label: t(`list.boxes.${name}`),
            chosen: name === search.box,
          }))}
        />
        {search.box !== 'draft' && <ReferralFilters search={search} />}
      </div>
      <Loaded query={referrals}>
        {(page) => <ReferralTable page={page} box={search.box} narrowed={narrowed} />}
      </Loaded>
      {search.box === 'draft' ? (
        <p>
          <TextLink to="/referrals/from-file">{tExchange('in.link')}</TextLink>
        </p>
      ) : (
        <TrayDownload search={search} />
      )}
    </Page>
  );
}

function searchIn(params: URLSearchParams): ReferralSearch {
  const asked = params.get('status')?.split(',') ?? [];
  const turn = params.get('turn');
  const claimed = params.get('claimed');
  return {
    box: boxes.find((name) => name === params.get('box')) ?? 'received',
    status: lineStatuses.filter((status) => asked.includes(status)),
    turn: turn === 'own' || turn === 'other' ? turn : undefined,
    overdue: params.get('overdue') === 'true',
    claimed: claimed === 'own' || claimed === 'nobody' ? claimed : undefined,
    page: Math.max(1, Number(params.get('page')) || 1),
  };
}
