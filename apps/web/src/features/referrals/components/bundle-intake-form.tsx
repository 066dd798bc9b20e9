import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { Checkbox } from '../../../components/checkbox.js';
import { DayField } from '../../../components/day-field.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { Notice } from '../../../components/notice.js';
import { RadioGroup } from '../../../components/radio-group.js';
import { TextField } from '../../../components/text-field.js';
import { TextLink } from '../../../components/text-link.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { inEra } from '../../../lib/japanese-date.js';
import { problemIn } from '../../../lib/problem.js';
import { useSettled } from '../../../lib/use-settled.js';
import { type BundleIntake, type BundleReading, takeInBundle } from '../api/exchange.js';
import { peopleChoicesQuery } from '../api/find-people.js';
import { BundleProvider, type Provider } from './bundle-provider.js';

type Candidate = { id: string; number: number };

/** Says about whom the draft will be, and takes the file in. */
export function BundleIntakeForm({ bundle, reading }: { bundle: string; reading: BundleReading }) {
  const { t } = useTranslation('exchange');
  const navigate = useNavigate();
  const say = useSay();
  const keyFor = useAttemptKey();
  const faults = useFaults();
  const [about, setAbout] = useState<'new' | 'own'>('new');
  const [person, setPerson] = useState(reading.person);
  const [ownId, setOwnId] = useState<string>();
  const [provider, setProvider] = useState<Provider>({
    ...{ providerName: reading.source?.name ?? '', providerAddress: reading.source?.address ?? '' },
    ...{ providerRepresentative: '', obtained: undefined },
  });
  const [files, setFiles] = useState(true);
  const taking = useMutation({
    mutationFn: takeInBundle,
    meta: { quiet: true },
    onSuccess: async ({ id }) => {
      say(t('in.taken'));
      await navigate(`/referrals/${id}/compose`);
    },
    onError: (failure) => {
      if (!candidatesIn(failure) && !birthDatesIn(failure)) faults.takeFailure(failure);
    },
  });
  const candidates = candidatesIn(taking.error);
  const birthDates = birthDatesIn(taking.error);

  function take(whom: Partial<BundleIntake>): void {
    const { obtained, providerName, providerAddress, providerRepresentative } = provider;
    if (!obtained) return void faults.refuse([{ field: 'obtained', detail: t('in.chooseObtained') }]);
    faults.refuse([]);
    const intake: BundleIntake = {
      ...{ bundle, obtained, files },
      // What is left empty was not said.
      providerName: providerName.trim() || null,
      providerAddress: providerAddress.trim() || null,
      providerRepresentative: providerRepresentative.trim() || null,
      ...whom,
    };
    taking.mutate({ intake, key: keyFor(intake) });
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (about === 'new') return take(person);
    if (!ownId) return void faults.refuse([{ field: 'personId', detail: t('in.choosePerson') }]);
    take({ personId: ownId });
  }

  return (
    <Card title={t('in.takeTitle')}>
      <form noValidate onSubmit={submit} className="grid max-w-2xl gap-6">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        {candidates && (
          <Candidates
            people={candidates}
            busy={taking.isPending}
            onSame={(personId) => {
              setAbout('own');
              setOwnId(personId);
              take({ personId });
            }}
            onDiffer={() => take({ ...person, allowDuplicate: true })}
          />
        )}
        <RadioGroup
          name="about"
          label={t('in.about')}
          choices={[
            { value: 'new', label: t('in.aboutNew'), support: t('in.aboutNewSupport') },
            { value: 'own', label: t('in.aboutOwn'), support: t('in.aboutOwnSupport') },
          ]}
          value={about}
          onChange={(value) => setAbout(value === 'own' ? 'own' : 'new')}
        />
        {about === 'new' ? (
          <>
            <TextField
              name="name"
              label={t('in.name')}
              required
              autoComplete="off"
              value={person.name}
              error={faults.of('name')}
              onChange={(event) => setPerson({ ...person, name: event.target.value })}
            />
            <TextField
              name="kana"
              label={t('in.kana')}
              required
              autoComplete="off"
              value={person.kana}
              error={faults.of('kana')}
              onChange={(event) => setPerson({ ...person, kana: event.target.value })}
            />
            <DayField
              name="birthDate"
              label={t('in.birthDate')}
              value={person.birthDate}
              error={faults.of('birthDate')}
              onChange={(birthDate) => setPerson({ ...person, birthDate })}
            />
          </>
        ) : (
          <OwnPerson
            chosen={ownId}
            error={faults.of('personId')}
            onChoose={(id) => {
              setOwnId(id);
              // The question was about somebody else.
              taking.reset();
            }}
          />
        )}
        <BundleProvider provider={provider} faultOf={faults.of} onChange={setProvider} />
        {reading.files.some(({ taken }) => taken) && (
          <Checkbox
            name="files"
            label={t('in.takeFiles')}
            support={t('in.takeFilesSupport')}
            checked={files}
            onChange={(event) => setFiles(event.target.checked)}
          />
        )}
        {birthDates && ownId && (
          <OtherBirthDate
            {...birthDates}
            personId={ownId}
            busy={taking.isPending}
            onSame={() => take({ personId: ownId, allowOtherBirthDate: true })}
          />
        )}
        <div className="grid gap-2">
          <Button type="submit" className="w-fit" busy={taking.isPending}>
            {t('in.take')}
          </Button>
          <p className="text-solid-gray-700">{t('in.undo')}</p>
        </div>
      </form>
    </Card>
  );
}

type OwnPersonProps = {
  chosen: string | undefined;
  error: string | undefined;
  onChoose: (personId: string) => void;
};

function OwnPerson({ chosen, error, onChoose }: OwnPersonProps) {
  const { t } = useTranslation('exchange');
  const [words, setWords] = useState('');
  const people = useQuery(peopleChoicesQuery(useSettled(words.trim())));
  const items = people.data?.items ?? [];
  return (
    <>
      <TextField
        type="search"
        name="q"
        label={t('in.search')}
        support={t('in.searchSupport')}
        autoComplete="off"
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      {items.length === 0 ? (
        <p role="status">{people.isSuccess && t('in.notFound')}</p>
      ) : (
        <RadioGroup
          name="personId"
          label={t('in.found')}
          error={error}
          choices={items.map(({ id, name, kana, birthDate }) => ({
            value: id,
            label: name,
            support: [kana, birthDate && inEra(birthDate)].filter(Boolean).join('　'),
          }))}
          value={chosen}
          onChange={onChoose}
        />
      )}
    </>
  );
}

type CandidatesProps = {
  people: readonly Candidate[];
  busy: boolean;
  onSame: (personId: string) => void;
  onDiffer: () => void;
};

function Candidates({ people, busy, onSame, onDiffer }: CandidatesProps) {
  const { t } = useTranslation('exchange');
  return (
    <Notice
      tone="warning"
      live
      title={t('in.duplicate')}
      actions={
        <Button look="secondary" busy={busy} onClick={onDiffer}>
          {t('in.differ')}
        </Button>
      }
    >
      <p>{t('in.duplicateLead')}</p>
      <ul className="mt-2 grid gap-2">
        {people.map(({ id, number }) => (
          <li key={id} className="flex flex-wrap items-center gap-3">
            <TextLink to={`/people/${id}`} target="_blank">
              {t('in.open', { number })}
            </TextLink>
            <Button look="secondary" busy={busy} onClick={() => onSame(id)}>
              {t('in.useThis', { number })}
            </Button>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

type OtherBirthDateProps = {
  inFile: string;
  inRecord: string;
  personId: string;
  busy: boolean;
  onSame: () => void;
};

/** The file and the record name two days of birth: somebody says whether it is one person. */
function OtherBirthDate({ inFile, inRecord, personId, busy, onSame }: OtherBirthDateProps) {
  const { t } = useTranslation('exchange');
  return (
    <Notice
      tone="warning"
      live
      title={t('in.otherBirthDate')}
      actions={
        <Button look="secondary" busy={busy} onClick={onSame}>
          {t('in.samePerson')}
        </Button>
      }
    >
      <p>{t('in.birthDateInFile', { day: inEra(inFile) })}</p>
      <p>{t('in.birthDateInRecord', { day: inEra(inRecord) })}</p>
      <p className="mt-2">{t('in.otherBirthDateLead')}</p>
      <TextLink to={`/people/${personId}`} target="_blank">
        {t('in.openChosen')}
      </TextLink>
    </Notice>
  );
}

function birthDatesIn(failure: unknown): { inFile: string; inRecord: string } | undefined {
  const problem = problemIn(failure);
  if (problem?.code !== 'exchange.other_birth_date') return undefined;
  return { inFile: String(problem.extra['inFile']), inRecord: String(problem.extra['inRecord']) };
}

function candidatesIn(failure: unknown): Candidate[] | undefined {
  const problem = problemIn(failure);
  if (problem?.code !== 'person.possible_duplicate') return undefined;
  const people = problem.extra['candidates'];
  return Array.isArray(people) ? (people as Candidate[]) : [];
}
