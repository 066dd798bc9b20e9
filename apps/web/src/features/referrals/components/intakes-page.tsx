import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Button, ButtonLink } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { DescriptionList } from '../../../components/description-list.js';
import { EmptyState } from '../../../components/empty-state.js';
import { useFailureText } from '../../../components/failure-notice.js';
import { Loaded } from '../../../components/loaded.js';
import { Notice } from '../../../components/notice.js';
import { Page } from '../../../components/page.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { useSay } from '../../../components/toast.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { asMoment } from '../../../lib/japanese-date.js';
import { problemIn } from '../../../lib/problem.js';
import { intakesQuery, registerIntake, takeIntake, type Intake } from '../api/intake.js';

/** What people and families of the own area ask for by themselves. */
export function IntakesPage() {
  const { t } = useTranslation('conversation');
  const intakes = useQuery(intakesQuery);
  return (
    <Page title={t('intake.title')} lead={t('intake.lead')}>
      <Loaded query={intakes}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState title={t('intake.noneTitle')}>{t('intake.none')}</EmptyState>
          ) : (
            <div className="grid gap-4">
              {items.map((intake) => (
                <IntakeCard key={intake.id} intake={intake} />
              ))}
            </div>
          )
        }
      </Loaded>
    </Page>
  );
}

function IntakeCard({ intake }: { intake: Intake }) {
  const { t } = useTranslation('conversation');
  const say = useSay();
  const navigate = useNavigate();
  const keyFor = useAttemptKey();
  const failureText = useFailureText();
  const taking = useMutation({ mutationFn: takeIntake, onSuccess: () => say(t('intake.taken')) });
  const registering = useMutation({
    mutationFn: registerIntake,
    onSuccess: ({ id }) => navigate(`/referrals/${id}/compose`),
  });
  const isDuplicate = problemIn(registering.error)?.code === 'person.possible_duplicate';
  const failure = taking.error ?? (isDuplicate ? undefined : registering.error);
  const at = (what: string) => {
    const { id, version } = intake;
    return { id, version, key: keyFor([what, id, version]) };
  };
  const { person } = intake;
  return (
    <Card
      title={intake.number}
      aside={
        <StatusBadge tone={intake.state === 'open' ? 'waiting' : 'ended'}>
          {t(`intake.states.${intake.state}`)}
        </StatusBadge>
      }
    >
      <div className="grid gap-4">
        <DescriptionList
          items={[
            { term: t('intake.at'), detail: asMoment(intake.confirmedAt) },
            { term: t('intake.area'), detail: intake.area },
            {
              term: t('intake.asker'),
              detail: [intake.askerName, person?.askerName].filter(Boolean).join('：'),
            },
            { term: t('intake.services'), detail: intake.serviceNames.join('、') },
            { term: t('intake.name'), detail: person?.name },
            { term: t('intake.kana'), detail: person?.kana },
            { term: t('intake.phone'), detail: person?.phone },
            { term: t('intake.email'), detail: person?.email },
            { term: t('intake.words'), detail: person?.words },
            { term: t('intake.by'), detail: intake.takenBy },
          ]}
        />
        {failure && <Notice tone="error">{failureText(failure)}</Notice>}
        {isDuplicate && <Notice tone="warning">{t('intake.duplicate')}</Notice>}
        <div className="flex flex-wrap gap-3">
          {intake.state === 'open' && (
            <Button busy={taking.isPending} onClick={() => taking.mutate(at('take'))}>
              {t('intake.take')}
            </Button>
          )}
          {intake.state === 'taken' && (
            <Button
              busy={registering.isPending}
              onClick={() =>
                registering.mutate({
                  at: at(isDuplicate ? 'register all the same' : 'register'),
                  allowDuplicate: isDuplicate,
                })
              }
            >
              {t('intake.register')}
            </Button>
          )}
          {intake.referralId && (
            <ButtonLink look="secondary" to={`/referrals/${intake.referralId}`}>
              {t('intake.openDraft')}
            </ButtonLink>
          )}
        </div>
      </div>
    </Card>
  );
}
