import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { AgencyPicker } from '../../../components/agency-picker.js';
import { AskedField } from '../../../components/asked-field.js';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { Checkbox } from '../../../components/checkbox.js';
import { DayField } from '../../../components/day-field.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { Fieldset } from '../../../components/fieldset.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { Select } from '../../../components/select.js';
import { TextArea } from '../../../components/text-area.js';
import { TextField } from '../../../components/text-field.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { dataCategories, type DataCategory } from '../../../lib/terms.js';
import { cohortTypesQuery, gatherCohort, type CohortType, type NewCohort } from '../api/cohorts.js';
import { PeopleChoice, type ChosenPerson } from './people-choice.js';

/** Puts a group together: who, to whom, and what is the same for all of them. */
export function NewCohortPage() {
  const { t } = useTranslation('transitions');
  const types = useQuery(cohortTypesQuery);
  return (
    <Page
      title={t('cohorts.new')}
      lead={t('cohorts.newLead')}
      trail={[{ to: '/cohorts', label: t('cohorts.trail') }]}
    >
      <Loaded query={types}>{(found) => <CohortForm types={found} />}</Loaded>
    </Page>
  );
}

function CohortForm({ types }: { types: readonly CohortType[] }) {
  const { t } = useTranslation('transitions');
  const say = useSay();
  const faults = useFaults();
  const keyFor = useAttemptKey();
  const navigate = useNavigate();
  const [code, setCode] = useState<CohortType['code']>('graduate');
  const [title, setTitle] = useState('');
  const [recipient, setRecipient] = useState<{ id: string; name: string }>();
  const [people, setPeople] = useState<readonly ChosenPerson[]>([]);
  const [told, setTold] = useState<readonly DataCategory[] | null>(null);
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const [replyBy, setReplyBy] = useState<string | null>(null);
  const [ask, setAsk] = useState('');
  const type = types.find((candidate) => candidate.code === code);
  const common = type?.fields.filter(({ own, derived }) => !own && !derived) ?? [];
  const categories = told ?? type?.categories ?? [];
  const gathering = useMutation({
    mutationFn: gatherCohort,
    onSuccess: ({ id }) => {
      say(t('cohorts.made'));
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
      ...(people.length > 0 ? [] : [{ field: 'personIds', detail: t('cohorts.needPeople') }]),
      ...common
        .filter((field) => field.required && !values[field.code])
        .map((field) => ({ field: `values.${field.code}`, detail: need })),
      ...(ask.trim() ? [] : [{ field: 'ask', detail: need }]),
    ];
    if (faults.refuse(missing) || !recipient || !type) return;
    const filled = common.map((field) => [field.code, values[field.code] ?? ''] as const);
    const cohort: NewCohort = {
      title,
      recipientAgencyId: recipient.id,
      personIds: people.map(({ id }) => id),
      type: type.code,
      purpose: type.purpose,
      replyBy,
      services: type.services,
      categories: [...categories],
      ask,
      background: '',
      values: Object.fromEntries(filled.filter(([, value]) => value !== '')),
    };
    gathering.mutate({ key: keyFor(cohort), cohort });
  }
  return (
    <Card>
      <form noValidate onSubmit={submit} className="grid gap-6">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <Select
          id="type"
          label={t('cohorts.type')}
          value={code}
          choices={types.map((each) => ({ value: each.code, label: each.name }))}
          onChange={(event) => {
            setCode(event.target.value as CohortType['code']);
            setTold(null);
          }}
        />
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
        <PeopleChoice chosen={people} onChange={setPeople} error={faults.of('personIds')} />
        <TextArea
          name="ask"
          label={t('cohorts.ask')}
          required
          maxLength={4000}
          value={ask}
          error={faults.of('ask')}
          onChange={(event) => setAsk(event.target.value)}
        />
        {common.map((field) => (
          <AskedField
            key={`${code}.${field.code}`}
            field={field}
            value={values[field.code] ?? ''}
            error={faults.of(`values.${field.code}`)}
            onChange={(value) => setValues((before) => ({ ...before, [field.code]: value }))}
          />
        ))}
        <DayField name="replyBy" label={t('cohorts.replyBy')} value={replyBy} onChange={setReplyBy} />
        <ToldFields chosen={categories} onChange={setTold} />
        <Button type="submit" className="w-fit" busy={gathering.isPending}>
          {t('cohorts.create')}
        </Button>
      </form>
    </Card>
  );
}

type ToldFieldsProps = {
  chosen: readonly DataCategory[];
  onChange: (chosen: readonly DataCategory[]) => void;
};

/** Without these two nobody could be referred. */
const always: readonly DataCategory[] = ['identity', 'request'];

function ToldFields({ chosen, onChange }: ToldFieldsProps) {
  const { t } = useTranslation('transitions');
  const { t: tTerms } = useTranslation('terms');
  return (
    <Fieldset id="categories" label={t('cohorts.categories')} support={t('cohorts.categoriesSupport')}>
      <div className="grid @2xl:grid-cols-2">
        {dataCategories.map((code) => (
          <Checkbox
            key={code}
            label={tTerms(`category.${code}`)}
            checked={chosen.includes(code)}
            disabled={always.includes(code)}
            onChange={(event) =>
              onChange(
                dataCategories.filter((one) => (one === code ? event.target.checked : chosen.includes(one))),
              )
            }
          />
        ))}
      </div>
    </Fieldset>
  );
}
