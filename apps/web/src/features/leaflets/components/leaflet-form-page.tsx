import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { daysAfter, todayInTokyo } from '../../../lib/japanese-date.js';
import { leafletQuery, leafletsQuery, type Leaflet } from '../api/get-leaflets.js';
import { changeLeaflet, type LeafletPlan, planLeaflet } from '../api/keep-leaflet.js';
import { LeafletForm, type LeafletDraft } from './leaflet-form.js';

/** Begins an edition; what stays the same from year to year is taken from the last one. */
export function NewLeafletPage() {
  const { t } = useTranslation('leaflets');
  const navigate = useNavigate();
  const keyFor = useAttemptKey();
  const faults = useFaults();
  const newest = useQuery(leafletsQuery(1));
  const last = useQuery({
    ...leafletQuery(newest.data?.items[0]?.id ?? ''),
    enabled: (newest.data?.items.length ?? 0) > 0,
  });
  const planning = useMutation({
    mutationFn: planLeaflet,
    onSuccess: ({ id }) => navigate(`/leaflets/${id}`),
    onError: faults.takeFailure,
  });
  const ready = newest.data && (newest.data.items.length === 0 || last.data);
  return (
    <Page title={t('form.newTitle')} trail={[{ to: '/leaflets', label: t('edition.trail') }]}>
      <Loaded query={newest}>
        {() =>
          ready && (
            <LeafletForm
              draft={newDraft(last.data)}
              faults={faults}
              busy={planning.isPending}
              hasPrevious={last.data !== undefined}
              isNew
              onSubmit={({ circle, ...plan }) =>
                planning.mutate({ plan, circle, key: keyFor([plan, circle]) })
              }
            />
          )
        }
      </Loaded>
    </Page>
  );
}

/** Changes what an edition says. */
export function EditLeafletPage() {
  const { t } = useTranslation('leaflets');
  const { leafletId = '' } = useParams();
  const navigate = useNavigate();
  const say = useSay();
  const faults = useFaults();
  const leaflet = useQuery(leafletQuery(leafletId));
  const changing = useMutation({
    mutationFn: changeLeaflet,
    onSuccess: async () => {
      say(t('form.saved'));
      await navigate(`/leaflets/${leafletId}`);
    },
    onError: faults.takeFailure,
  });
  return (
    <Page
      title={t('form.editTitle')}
      trail={[
        { to: '/leaflets', label: t('edition.trail') },
        { to: `/leaflets/${leafletId}`, label: leaflet.data?.title ?? '…' },
      ]}
    >
      <Loaded query={leaflet}>
        {(now) => (
          <LeafletForm
            draft={{ ...now, circle: 'none' }}
            faults={faults}
            busy={changing.isPending}
            onSubmit={(draft) =>
              changing.mutate({ id: leafletId, version: now.version, plan: withoutCircle(draft) })
            }
          />
        )}
      </Loaded>
    </Page>
  );
}

function newDraft(last: Leaflet | undefined): LeafletDraft {
  const today = todayInTokyo();
  return {
    title: '',
    networkName: last?.networkName ?? '',
    areaName: last?.areaName ?? '',
    introduction: last?.introduction ?? '',
    issuer: last?.issuer ?? '',
    contact: last?.contact ?? '',
    issuedOn: daysAfter(today, 60),
    answerBy: daysAfter(today, 21),
    circle: last ? 'previous' : 'members',
  };
}

function withoutCircle(draft: LeafletDraft): LeafletPlan {
  const { title, networkName, areaName, introduction, issuer, contact, issuedOn, answerBy } = draft;
  return { title, networkName, areaName, introduction, issuer, contact, issuedOn, answerBy };
}
