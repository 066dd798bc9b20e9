import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { Icon } from '../../../components/icon.js';
import { presentLines, type Referral } from '../api/get-referral.js';
import { fetchPaper, type PaperKind } from '../api/papers.js';

/** The papers of a referral that have something to say. */
export function PapersCard({ referral }: { referral: Referral }) {
  const { t } = useTranslation('papers');
  const printing = useMutation({ mutationFn: fetchPaper });
  const asked = printing.isPending ? printing.variables.kind : undefined;
  return (
    <Card title={t('title')}>
      <div className="grid gap-3">
        <p className="text-solid-gray-700">{t(referral.side === 'source' ? 'lead' : 'leadRecipient')}</p>
        <ul className="flex flex-wrap gap-3">
          {kindsOf(referral).map((kind) => (
            <li key={kind}>
              <Button
                look="secondary"
                busy={asked === kind}
                onClick={() => printing.mutate({ id: referral.id, kind })}
              >
                <Icon name="print" />
                {t(`kinds.${kind}`)}
              </Button>
            </li>
          ))}
        </ul>
        <p role="status" className={asked ? undefined : 'sr-only'}>
          {asked && t('working')}
        </p>
        {printing.isError && <FailureNotice failure={printing.error} />}
      </div>
    </Card>
  );
}

const answered = [
  'waitlisted',
  'accepted',
  'in_progress',
  'reported',
  'completed',
  'declined',
  'redirected',
  'failed',
];
const begun = ['accepted', 'in_progress', 'reported', 'completed', 'failed'];
const reported = ['reported', 'completed'];

function kindsOf(referral: Referral): PaperKind[] {
  const lines = presentLines(referral);
  const some = (states: readonly string[]) => lines.some(({ status }) => states.includes(status));
  return [
    'request',
    ...(some(answered) ? (['answer'] as const) : []),
    ...(some(begun) ? (['interim'] as const) : []),
    ...(some(reported) ? (['outcome'] as const) : []),
  ];
}
