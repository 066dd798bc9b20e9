import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { useSession } from '../../../lib/session.js';
import { changeCouncil, councilQuery, foundCouncil, type Council } from '../api/councils.js';
import { CouncilForm, type CouncilDraft } from './council-form.js';

/** Founds a council for the own agency. */
export function NewCouncilPage() {
  const { t } = useTranslation('meetings');
  const { agency } = useSession();
  const navigate = useNavigate();
  const keyFor = useAttemptKey();
  const faults = useFaults();
  const founding = useMutation({
    mutationFn: foundCouncil,
    onSuccess: ({ id }) => navigate(`/councils/${id}`),
    onError: faults.takeFailure,
  });
  return (
    <Page title={t('form.newTitle')} trail={[{ to: '/councils', label: t('councils.title') }]}>
      {agency && (
        <CouncilForm
          draft={{ ...blank, secretariat: { id: agency.id, name: agency.name } }}
          faults={faults}
          busy={founding.isPending}
          onSubmit={(input) => founding.mutate({ key: keyFor(input), input })}
        />
      )}
    </Page>
  );
}

/** Changes what a council says about itself. */
export function EditCouncilPage() {
  const { t } = useTranslation('meetings');
  const { councilId = '' } = useParams();
  const found = useQuery(councilQuery(councilId));
  return (
    <Page
      title={t('form.editTitle')}
      trail={[
        { to: '/councils', label: t('councils.title') },
        { to: `/councils/${councilId}`, label: found.data?.name ?? '…' },
      ]}
    >
      <Loaded query={found}>{(council) => <Editing key={council.version} council={council} />}</Loaded>
    </Page>
  );
}

function Editing({ council }: { council: Council }) {
  const { t } = useTranslation('meetings');
  const navigate = useNavigate();
  const say = useSay();
  const faults = useFaults();
  const { id, version } = council;
  const changing = useMutation({
    mutationFn: changeCouncil,
    onSuccess: async () => {
      say(t('form.saved'));
      await navigate(`/councils/${id}`);
    },
    onError: faults.takeFailure,
  });
  return (
    <CouncilForm
      draft={draftOf(council)}
      ownId={id}
      faults={faults}
      busy={changing.isPending}
      onSubmit={(input) => changing.mutate({ id, version, input })}
    />
  );
}

const blank: Omit<CouncilDraft, 'secretariat'> = {
  name: '',
  shortName: '',
  kind: 'liaison',
  parentId: null,
  purpose: '',
  quorum: 'none',
  quorumCount: '',
  noticeDays: '14',
  approval: 'silence',
  reviewDays: '14',
  heldBefore: '0',
};

function draftOf(council: Council): CouncilDraft {
  const { name, shortName, kind, parent, secretariat, purpose, quorum, quorumCount, approval } = council;
  return {
    ...{ name, shortName, kind, parentId: parent?.id ?? null, secretariat, purpose, quorum, approval },
    quorumCount: quorumCount === null ? '' : String(quorumCount),
    noticeDays: String(council.noticeDays),
    reviewDays: String(council.reviewDays),
    heldBefore: String(council.heldBefore),
  };
}
