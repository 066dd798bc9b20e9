import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { DescriptionList } from '../../../components/description-list.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { Select } from '../../../components/select.js';
import { TextArea } from '../../../components/text-area.js';
import { TextLink } from '../../../components/text-link.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { inEra } from '../../../lib/japanese-date.js';
import { actionItemQuery, moveAction, reportAction, type ActionItemRecord } from '../api/records.js';
import { ActionOwner, ActionState } from './action-list.js';

/** One thing to do, with what happened to it. */
export function ActionItemPage() {
  const { actionItemId = '' } = useParams();
  const found = useQuery(actionItemQuery(actionItemId));
  return <Loaded query={found}>{(item) => <Content key={item.version} item={item} />}</Loaded>;
}

function Content({ item }: { item: ActionItemRecord }) {
  const { t } = useTranslation(['meetingRecords', 'meetings']);
  return (
    <Page
      title={item.task}
      trail={[
        { to: '/councils', label: t('meetings:councils.title') },
        { to: `/councils/${item.council.id}`, label: item.council.name },
      ]}
      badges={<ActionState item={item} />}
    >
      <Card title={t('actions.title')}>
        <DescriptionList
          items={[
            { term: t('actions.owner'), detail: <ActionOwner item={item} /> },
            { term: t('actions.due'), detail: item.dueOn && inEra(item.dueOn) },
            { term: t('actions.priority'), detail: item.priorityName },
            {
              term: t('actions.from'),
              detail: item.meeting && (
                <TextLink to={`/meetings/${item.meeting.id}`}>{item.meeting.title}</TextLink>
              ),
            },
          ]}
        />
      </Card>
      {item.can.report && <Reporting item={item} />}
      <History item={item} />
      {item.can.move && item.destinations.length > 0 && <Moving item={item} />}
    </Page>
  );
}

function Reporting({ item }: { item: ActionItemRecord }) {
  const { t } = useTranslation('meetingRecords');
  const say = useSay();
  const faults = useFaults();
  const [note, setNote] = useState('');
  const [state, setState] = useState('');
  const reporting = useMutation({
    mutationFn: reportAction,
    onSuccess: () => say(t('actions.sent')),
    onError: faults.takeFailure,
  });
  const chosen = item.can.states.find((to) => to.state === state)?.state ?? null;
  return (
    <Card title={t('actions.report')}>
      <form
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          reporting.mutate({ id: item.id, version: item.version, input: { note, state: chosen } });
        }}
      >
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <TextArea
          name="note"
          label={t('actions.note')}
          support={t('actions.personFree')}
          rows={3}
          value={note}
          error={faults.of('note')}
          onChange={(event) => setNote(event.target.value)}
        />
        {item.can.states.length > 0 && (
          <Select
            name="state"
            label={t('actions.newState')}
            choices={[
              { value: '', label: t('actions.sameState', { name: item.stateName }) },
              ...item.can.states.map((to) => ({ value: to.state, label: to.name })),
            ]}
            value={state}
            onChange={(event) => setState(event.target.value)}
          />
        )}
        <div>
          <Button type="submit" busy={reporting.isPending}>
            {t('actions.send')}
          </Button>
        </div>
      </form>
    </Card>
  );
}

function History({ item }: { item: ActionItemRecord }) {
  const { t } = useTranslation('meetingRecords');
  return (
    <Card title={t('actions.history')}>
      <ol className="grid gap-3">
        {item.events.map((event) => (
          <li key={event.at + event.kind} className="border-l-4 border-solid-gray-420 pl-3">
            <p className="text-dns-14N-130 text-solid-gray-700">
              {[inEra(event.at), event.agency, event.meeting?.title].filter(Boolean).join('　')}
            </p>
            <p className="font-bold">
              {t(`actions.event.${event.kind}`, { name: event.toStateName ?? '', council: event.council })}
            </p>
            {event.note && <p className="whitespace-pre-wrap">{event.note}</p>}
          </li>
        ))}
      </ol>
    </Card>
  );
}

function Moving({ item }: { item: ActionItemRecord }) {
  const { t } = useTranslation('meetingRecords');
  const say = useSay();
  const faults = useFaults();
  const [councilId, setCouncilId] = useState(item.destinations[0]?.id ?? '');
  const [note, setNote] = useState('');
  const moving = useMutation({
    mutationFn: moveAction,
    onSuccess: () => say(t('actions.moved')),
    onError: faults.takeFailure,
  });
  return (
    <Card title={t('actions.move')}>
      <form
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          moving.mutate({ id: item.id, version: item.version, input: { councilId, note } });
        }}
      >
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <p>{t('actions.moveText')}</p>
        <Select
          name="councilId"
          label={t('actions.moveTo')}
          choices={item.destinations.map(({ id, name }) => ({ value: id, label: name }))}
          value={councilId}
          error={faults.of('councilId')}
          onChange={(event) => setCouncilId(event.target.value)}
        />
        <TextArea
          name="moveNote"
          label={t('actions.moveReason')}
          rows={2}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        <div>
          <Button type="submit" look="secondary" busy={moving.isPending}>
            {t('actions.move')}
          </Button>
        </div>
      </form>
    </Card>
  );
}
