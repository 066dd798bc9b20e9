import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { Button, DownloadLink } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { DescriptionList } from '../../../components/description-list.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { ErasureDuties } from '../../../components/follow-ups/erasure-duties.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { TextArea } from '../../../components/text-area.js';
import { TextField } from '../../../components/text-field.js';
import { TextLink } from '../../../components/text-link.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { asMoment, inEra, todayInTokyo } from '../../../lib/japanese-date.js';
import {
  closeMisdirection,
  followMisdirection,
  misdirectionPaper,
  misdirectionQuery,
  type Misdirection,
} from '../api/misdirections.js';

/** One sending to the wrong agency: what went where, who read it, what was done. */
export function MisdirectionPage() {
  const { misdirectionId = '' } = useParams();
  const incident = useQuery(misdirectionQuery(misdirectionId));
  return <Loaded query={incident}>{(found) => <Content key={found.version} incident={found} />}</Loaded>;
}

function Content({ incident }: { incident: Misdirection }) {
  const { t } = useTranslation('followUpPages');
  const { t: tTerms } = useTranslation('terms');
  return (
    <Page
      title={t('misdirection.title', { number: incident.number })}
      trail={[{ to: '/follow-ups', label: t('title') }]}
      lead={t('misdirections.line', {
        number: incident.number,
        referral: incident.referralNumber,
        agency: incident.agencyName,
      })}
      actions={
        <DownloadLink look="secondary" href={misdirectionPaper(incident.id)}>
          {t('misdirection.paper')}
        </DownloadLink>
      }
    >
      <Card>
        <DescriptionList
          items={[
            {
              term: t('misdirection.what'),
              detail: incident.categories.map((code) => tTerms(`category.${code}`)).join('、'),
            },
            { term: t('misdirection.sent'), detail: incident.sentAt && asMoment(incident.sentAt) },
            { term: t('misdirection.found'), detail: asMoment(incident.foundAt) },
            { term: t('misdirection.account'), detail: incident.account },
            {
              term: t('misdirection.opened'),
              detail:
                incident.openedBy.length === 0
                  ? t('misdirection.openedNone')
                  : incident.openedBy.map(({ at, byName }) => `${asMoment(at)}　${byName}`).join('、'),
            },
            { term: t('misdirection.measures'), detail: incident.measures },
            {
              term: t('misdirection.personToldOn'),
              detail: incident.personToldOn && inEra(incident.personToldOn),
            },
            {
              term: t('misdirection.reportedOn'),
              detail: incident.reportedOn && inEra(incident.reportedOn),
            },
          ]}
        />
        <p className="mt-3">
          <TextLink to={`/referrals/${incident.referralId}`}>{t('misdirection.referral')}</TextLink>
        </p>
      </Card>
      {incident.duty && (
        <Card title={t('misdirection.duty')}>
          <ErasureDuties duties={[incident.duty]} />
        </Card>
      )}
      {incident.closedAt ? (
        <p>{t('misdirection.closed', { moment: asMoment(incident.closedAt) })}</p>
      ) : (
        <FollowForm incident={incident} />
      )}
    </Page>
  );
}

function FollowForm({ incident }: { incident: Misdirection }) {
  const { t } = useTranslation('followUpPages');
  const say = useSay();
  const keyFor = useAttemptKey();
  const faults = useFaults();
  const [measures, setMeasures] = useState(incident.measures ?? '');
  const [personToldOn, setPersonToldOn] = useState(incident.personToldOn ?? '');
  const [reportedOn, setReportedOn] = useState(incident.reportedOn ?? '');
  const saving = useMutation({
    mutationFn: followMisdirection,
    onSuccess: () => say(t('misdirection.saved')),
    onError: faults.takeFailure,
  });
  const closing = useMutation({
    mutationFn: closeMisdirection,
    onSuccess: () => say(t('misdirection.done')),
    onError: faults.takeFailure,
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    saving.mutate({
      incident,
      measures: {
        ...(measures.trim() ? { measures: measures.trim() } : {}),
        ...(personToldOn ? { personToldOn } : {}),
        ...(reportedOn ? { reportedOn } : {}),
      },
    });
  }
  return (
    <Card title={t('misdirection.follow')}>
      <form noValidate onSubmit={submit} className="grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <TextArea
          name="measures"
          label={t('misdirection.measures')}
          rows={3}
          value={measures}
          onChange={(event) => setMeasures(event.target.value)}
        />
        <div className="grid gap-5 @xl:grid-cols-2">
          <TextField
            name="personToldOn"
            type="date"
            label={t('misdirection.personToldOn')}
            max={todayInTokyo()}
            error={faults.of('personToldOn')}
            value={personToldOn}
            onChange={(event) => setPersonToldOn(event.target.value)}
          />
          <TextField
            name="reportedOn"
            type="date"
            label={t('misdirection.reportedOn')}
            support={t('misdirection.reportedSupport')}
            max={todayInTokyo()}
            error={faults.of('reportedOn')}
            value={reportedOn}
            onChange={(event) => setReportedOn(event.target.value)}
          />
        </div>
        <div className="flex flex-wrap gap-3">
          <Button type="submit" busy={saving.isPending}>
            {t('misdirection.save')}
          </Button>
          <Button
            look="secondary"
            busy={closing.isPending}
            onClick={() => closing.mutate({ incident, key: keyFor([incident.id, incident.version]) })}
          >
            {t('misdirection.close')}
          </Button>
        </div>
      </form>
    </Card>
  );
}
