import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { DescriptionList } from '../../../components/description-list.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { Loaded } from '../../../components/loaded.js';
import { Notice } from '../../../components/notice.js';
import { Page } from '../../../components/page.js';
import { Select } from '../../../components/select.js';
import { TextArea } from '../../../components/text-area.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { asMoment, inEra, todayInTokyo } from '../../../lib/japanese-date.js';
import { useSession } from '../../../lib/session.js';
import {
  answerRequest,
  decideRequest,
  dropRequest,
  identifyAsker,
  type PersonRequest,
  personRequestQuery,
} from '../api/person-requests.js';

const means = ['photo_id', 'two_documents', 'known', 'letter_of_attorney'] as const;
const decisions = ['granted', 'partly', 'refused'] as const;
const grounds = [
  'harm_to_others',
  'hinders_work',
  'against_law',
  'retention',
  'correct_already',
  'lawful_use',
  'no_data',
  'not_entitled',
] as const;
const answers = ['handed', 'mail', 'electronic'] as const;

/** One request: who asks, what was decided, the papers, the answer. */
export function PersonRequestPage() {
  const { requestId = '' } = useParams();
  const request = useQuery(personRequestQuery(requestId));
  return <Loaded query={request}>{(found) => <RequestContent request={found} />}</Loaded>;
}

function RequestContent({ request }: { request: PersonRequest }) {
  const { t } = useTranslation('matters');
  const say = useSay();
  const faults = useFaults();
  const dropping = useMutation({
    mutationFn: dropRequest,
    onSuccess: () => say(t('requests.dropped')),
    onError: faults.takeFailure,
  });
  const isOpen = ['received', 'identified', 'decided'].includes(request.status);
  return (
    <Page
      title={t('requests.heading', { number: request.number, kind: request.kindName })}
      lead={`${request.personName}　${request.statusName}`}
      trail={[
        { to: '/people', label: t('trail') },
        { to: '/people/requests', label: t('requests.title') },
      ]}
      actions={
        isOpen && (
          <Button
            look="secondary"
            busy={dropping.isPending}
            onClick={() => dropping.mutate({ id: request.id, version: request.version })}
          >
            {t('requests.drop')}
          </Button>
        )
      }
    >
      <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
      {request.isLate && <Notice tone="warning" title={t('requests.late')} />}
      <Card>
        <DescriptionList
          items={[
            { term: t('requests.receivedOn'), detail: inEra(request.receivedOn) },
            { term: t('requests.dueOn'), detail: inEra(request.dueOn) },
            { term: t('requests.askedBy'), detail: t(`requests.askers.${request.askedBy}`) },
            { term: t('requests.asker'), detail: request.asker },
            { term: t('requests.scope'), detail: request.scope },
          ]}
        />
      </Card>
      <Identification request={request} />
      <Decision request={request} />
      <Papers request={request} />
      <Answer request={request} />
    </Page>
  );
}

function Identification({ request }: { request: PersonRequest }) {
  const { t } = useTranslation('matters');
  const say = useSay();
  const faults = useFaults();
  const [chosen, setChosen] = useState<(typeof means)[number]>('photo_id');
  const identifying = useMutation({
    mutationFn: identifyAsker,
    onSuccess: () => say(t('requests.identified')),
    onError: faults.takeFailure,
  });
  return (
    <Card title={t('requests.identify')}>
      <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
      {request.identifiedAt ? (
        <p>
          {request.identityMeansName}　{asMoment(request.identifiedAt)}　{request.identifiedBy}
        </p>
      ) : (
        request.status === 'received' && (
          <div className="grid gap-4">
            <Select
              name="means"
              label={t('requests.means')}
              value={chosen}
              onChange={(event) => setChosen(event.target.value as typeof chosen)}
              choices={means.map((value) => ({ value, label: t(`requests.meansNames.${value}`) }))}
            />
            <Button
              className="justify-self-start"
              busy={identifying.isPending}
              onClick={() => identifying.mutate({ id: request.id, version: request.version, means: chosen })}
            >
              {t('requests.record')}
            </Button>
          </div>
        )
      )}
    </Card>
  );
}

function Decision({ request }: { request: PersonRequest }) {
  const { t } = useTranslation('matters');
  const { can } = useSession();
  const say = useSay();
  const faults = useFaults();
  const [decision, setDecision] = useState<(typeof decisions)[number]>(request.decision ?? 'granted');
  const [ground, setGround] = useState<(typeof grounds)[number] | ''>(request.ground ?? '');
  const [explanation, setExplanation] = useState(request.explanation ?? '');
  const deciding = useMutation({
    mutationFn: decideRequest,
    onSuccess: () => say(t('requests.decided')),
    onError: faults.takeFailure,
  });
  const mayDecide = can.keepRecords && ['identified', 'decided'].includes(request.status);
  return (
    <Card title={t('requests.decide')}>
      <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
      {request.decision && (
        <DescriptionList
          items={[
            { term: t('requests.decision'), detail: request.decisionName },
            { term: t('requests.ground'), detail: request.groundName },
            { term: t('requests.explanation'), detail: request.explanation },
          ]}
        />
      )}
      {mayDecide && (
        <div className="mt-4 grid gap-4">
          <Select
            name="decision"
            label={t('requests.decision')}
            value={decision}
            onChange={(event) => setDecision(event.target.value as typeof decision)}
            choices={decisions.map((value) => ({ value, label: t(`requests.decisions.${value}`) }))}
          />
          {decision !== 'granted' && (
            <Select
              name="ground"
              label={t('requests.ground')}
              required
              blank="—"
              value={ground}
              onChange={(event) => setGround(event.target.value as typeof ground)}
              choices={grounds.map((value) => ({ value, label: t(`requests.grounds.${value}`) }))}
              error={faults.of('ground')}
            />
          )}
          <TextArea
            name="explanation"
            label={t('requests.explanation')}
            rows={3}
            value={explanation}
            onChange={(event) => setExplanation(event.target.value)}
            error={faults.of('explanation')}
          />
          <Button
            className="justify-self-start"
            busy={deciding.isPending}
            onClick={() =>
              deciding.mutate({
                id: request.id,
                version: request.version,
                decision,
                ...(decision !== 'granted' && ground ? { ground } : {}),
                ...(explanation.trim() ? { explanation: explanation.trim() } : {}),
              })
            }
          >
            {t('requests.record')}
          </Button>
        </div>
      )}
    </Card>
  );
}

function Papers({ request }: { request: PersonRequest }) {
  const { t } = useTranslation('matters');
  const { can } = useSession();
  const base = `/api/v1/person-requests/${request.id}`;
  const papers = [
    ...(request.identifiedAt
      ? ([
          ['dossier.pdf', 'dossierPdf'],
          ['dossier.zip', 'dossierZip'],
        ] as const)
      : []),
    ...(request.decision ? ([['letter.pdf', 'letter']] as const) : []),
  ];
  return (
    <Card title={t('requests.papers')}>
      <div className="grid gap-3">
        <p>{t('requests.papersLead')}</p>
        {can.keepRecords ? (
          <ul className="grid gap-2">
            {papers.map(([file, name]) => (
              <li key={file}>
                <a
                  href={`${base}/${file}`}
                  className="inline-block min-h-6 text-blue-1000 underline underline-offset-4"
                >
                  {t(`requests.${name}`)}
                </a>
              </li>
            ))}
          </ul>
        ) : (
          <p>{t('requests.managerOnly')}</p>
        )}
        {!request.identifiedAt && <p>{t('requests.afterIdentify')}</p>}
        {!request.decision && <p>{t('requests.afterDecide')}</p>}
      </div>
    </Card>
  );
}

function Answer({ request }: { request: PersonRequest }) {
  const { t } = useTranslation('matters');
  const say = useSay();
  const faults = useFaults();
  const [chosen, setChosen] = useState<(typeof answers)[number]>('handed');
  const answering = useMutation({
    mutationFn: answerRequest,
    onSuccess: () => say(t('requests.answered')),
    onError: faults.takeFailure,
  });
  return (
    <Card title={t('requests.answer')}>
      <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
      {request.answeredOn ? (
        <p>
          {request.answerMeansName}　{inEra(request.answeredOn)}
        </p>
      ) : request.status === 'decided' ? (
        <div className="grid gap-4">
          <Select
            name="answerMeans"
            label={t('requests.answerMeans')}
            value={chosen}
            onChange={(event) => setChosen(event.target.value as typeof chosen)}
            choices={answers.map((value) => ({ value, label: t(`requests.answerMeansNames.${value}`) }))}
          />
          <Button
            className="justify-self-start"
            busy={answering.isPending}
            onClick={() =>
              answering.mutate({
                id: request.id,
                version: request.version,
                means: chosen,
                answeredOn: todayInTokyo(),
              })
            }
          >
            {t('requests.record')}
          </Button>
        </div>
      ) : (
        <p>{t('requests.answerAfter')}</p>
      )}
    </Card>
  );
}
