import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { AgencyPicker } from '../../../components/agency-picker.js';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { Checkbox } from '../../../components/checkbox.js';
import { DataTable, type Column } from '../../../components/data-table.js';
import { DayField } from '../../../components/day-field.js';
import { EmptyState } from '../../../components/empty-state.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { Fieldset } from '../../../components/fieldset.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { TextArea } from '../../../components/text-area.js';
import { TextField } from '../../../components/text-field.js';
import { TextLink } from '../../../components/text-link.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import type { Schema } from '../../../lib/api-client.js';
import { cohortsQuery, gatherCohort, ownPeopleQuery, type NewCohort } from '../api/cohorts.js';
import { TransitionLinks } from './transition-links.js';

type Summary = Schema<'CohortSummaryView'>;

/** The groups that are handed over together, and the form that puts one together. */
export function CohortsPage() {
  const { t } = useTranslation('transitions');
  const cohorts = useQuery(cohortsQuery);
  return (
    <Page title={t('cohorts.title')} lead={t('cohorts.lead')}>
      <TransitionLinks />
      <Loaded query={cohorts}>{(found) => <CohortTable cohorts={found} />}</Loaded>
      <CohortForm />
    </Page>
  );
}

function CohortTable({ cohorts }: { cohorts: readonly Summary[] }) {
  const { t } = useTranslation('transitions');
  if (cohorts.length === 0) return <EmptyState title={t('cohorts.none')} />;
  const columns: Column<Summary>[] = [
    {
      key: 'name',
      label: t('cohorts.name'),
      names: true,
      cell: ({ id, title }) => <TextLink to={`/cohorts/${id}`}>{title}</TextLink>,
    },
    { key: 'to', label: t('cohorts.recipient'), cell: ({ recipient }) => recipient },
    {
      key: 'progress',
      label: t('cohorts.progress'),
      cell: ({ sent, total, refused }) =>
        [t('cohorts.sent', { sent, total }), refused > 0 && t('cohorts.refused', { refused })]
          .filter(Boolean)
          .join('　'),
    },
  ];
  return <DataTable caption={t('cohorts.title')} columns={columns} rows={cohorts} rowKey={({ id }) => id} />;
}

const offered: { code: NewCohort['categories'][number]; name: string }[] = [
  { code: 'identity', name: '基本情報' },
  { code: 'request', name: '依頼内容・本人の意向' },
  { code: 'school', name: '学校記録' },
  { code: 'disability', name: '障害・手帳' },
  { code: 'assessment', name: 'アセスメント' },
  { code: 'contact', name: '連絡先' },
];

function CohortForm() {
  const { t } = useTranslation('transitions');
  const say = useSay();
  const faults = useFaults();
  const keyFor = useAttemptKey();
  const navigate = useNavigate();
  const people = useQuery(ownPeopleQuery);
  const [title, setTitle] = useState('');
  const [recipient, setRecipient] = useState<{ id: string; name: string }>();
  const [personIds, setPersonIds] = useState<string[]>([]);
  const [categories, setCategories] = useState<NewCohort['categories']>(['identity', 'request', 'school']);
  const [school, setSchool] = useState('');
  const [graduatesOn, setGraduatesOn] = useState<string | null>(null);
  const [ask, setAsk] = useState('');
  const gathering = useMutation({
    mutationFn: gatherCohort,
    onSuccess: ({ id }) => {
      say(t('cohorts.title'));
      return navigate(`/cohorts/${id}`);
    },
    onError: faults.takeFailure,
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    const need = t('cohorts.need');
    const missing = [
      ...(title.trim() ? [] : [{ field: 'title', detail: need }]),
      ...(recipient ? [] : [{ field: 'recipientAgencyId', detail: need }]),
      ...(personIds.length > 0 ? [] : [{ field: 'personIds', detail: t('cohorts.needPeople') }]),
      ...(school.trim() ? [] : [{ field: 'values.school', detail: need }]),
      ...(graduatesOn ? [] : [{ field: 'values.graduatesOn', detail: need }]),
      ...(ask.trim() ? [] : [{ field: 'ask', detail: need }]),
    ];
    if (faults.refuse(missing) || !recipient || !graduatesOn) return;
    const cohort: NewCohort = {
      title,
      recipientAgencyId: recipient.id,
      personIds,
      type: 'graduate',
      purpose: 'handover',
      services: ['consultation', 'job_search'],
      categories,
      ask,
      background: '',
      values: { school, graduatesOn },
    };
    gathering.mutate({ key: keyFor(cohort), cohort });
  }
  const toggled = <Code extends string>(codes: readonly Code[], code: Code, isOn: boolean) =>
    isOn ? [...codes, code] : codes.filter((other) => other !== code);
  return (
    <Card title={t('cohorts.new')}>
      <form noValidate onSubmit={submit} className="grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <TextField
          name="title"
          label={t('cohorts.name')}
          support={t('cohorts.nameSupport')}
          required
          value={title}
          error={faults.of('title')}
          onChange={(event) => setTitle(event.target.value)}
        />
        {recipient ? (
          <p className="flex flex-wrap items-center gap-3">
            {t('cohorts.chosen', { name: recipient.name })}
            <Button look="quiet" onClick={() => setRecipient(undefined)}>
              {t('cohorts.change')}
            </Button>
          </p>
        ) : (
          <AgencyPicker
            name="recipientAgencyId"
            label={t('cohorts.recipient')}
            error={faults.of('recipientAgencyId')}
            onChoose={({ id, name }) => setRecipient({ id, name })}
          />
        )}
        <Fieldset label={t('cohorts.people')} error={faults.of('personIds')}>
          <div className="grid max-h-80 overflow-auto @2xl:grid-cols-2">
            {(people.data?.items ?? []).map(({ id, name, kana }) => (
              <Checkbox
                key={id}
                label={`${name}（${kana}）`}
                checked={personIds.includes(id)}
                onChange={(event) => setPersonIds(toggled(personIds, id, event.target.checked))}
              />
            ))}
          </div>
        </Fieldset>
        <Fieldset label={t('cohorts.categories')}>
          <div className="grid @2xl:grid-cols-2">
            {offered.map(({ code, name }) => (
              <Checkbox
                key={code}
                label={name}
                checked={categories.includes(code)}
                onChange={(event) => setCategories(toggled(categories, code, event.target.checked))}
              />
            ))}
          </div>
        </Fieldset>
        <TextField
          name="values.school"
          label={t('cohorts.school')}
          required
          value={school}
          error={faults.of('values.school')}
          onChange={(event) => setSchool(event.target.value)}
        />
        <DayField
          name="values.graduatesOn"
          label={t('cohorts.graduatesOn')}
          required
          value={graduatesOn}
          error={faults.of('values.graduatesOn')}
          onChange={setGraduatesOn}
        />
        <TextArea
          name="ask"
          label={t('cohorts.ask')}
          required
          maxLength={4000}
          value={ask}
          error={faults.of('ask')}
          onChange={(event) => setAsk(event.target.value)}
        />
        <Button type="submit" className="w-fit" busy={gathering.isPending}>
          {t('cohorts.create')}
        </Button>
      </form>
    </Card>
  );
}
