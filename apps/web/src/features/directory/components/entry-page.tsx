import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { Button } from '../../../components/button.js';
import { Dialog } from '../../../components/dialog.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { Loaded } from '../../../components/loaded.js';
import { Notice } from '../../../components/notice.js';
import { TextField } from '../../../components/text-field.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { problemIn } from '../../../lib/problem.js';
import { withdrawChange } from '../api/entry-changes.js';
import { entryQuery, type EntryInEditing } from '../api/get-entry.js';
import { type EntryForm, entryFormQuery } from '../api/get-entry-form.js';
import { discardEntryDraft, handInEntry } from '../api/write-entry.js';
import { changedCount } from '../entry-content.js';
import { ChangeTable } from './change-table.js';
import { EntryAreas } from './entry-areas.js';
import { EntryBehind, EntryConflicts } from './entry-conflicts.js';
import { EntryDraftLine } from './entry-draft-line.js';
import { EntryFrame } from './entry-frame.js';
import { useEntryChoices } from './entry-lists.js';
import { EntryPreview } from './entry-preview.js';
import { EntryRows } from './entry-rows.js';
import { EntrySection } from './entry-section.js';
import { useEntryWriting } from './use-entry-writing.js';

/** Which fields of the agency stand together. */
const sections = {
  names: [
    'name',
    'kana',
    'aliases',
    'formerNames',
    'type',
    'legalName',
    'legalRegime',
    'corporationNumber',
    'officeNumber',
  ],
  about: ['description', 'plainDescription', 'links'],
  place: [
    'area',
    'postalCode',
    'address',
    'addressHidden',
    'accessNote',
    'barrierFree',
    'latitude',
    'longitude',
  ],
  contact: ['phone', 'fax', 'email', 'url', 'updateEmail'],
} as const;

const parts = [
  'names',
  'about',
  'place',
  'contact',
  'services',
  'windows',
  'traineeOffers',
  'areas',
] as const;

/** The form of an entry. */
export function EntryPage() {
  const { agencyId = '' } = useParams();
  const entry = useQuery({ ...entryQuery(agencyId), staleTime: 0, gcTime: 0 });
  const form = useQuery(entryFormQuery);
  return (
    <EntryFrame agencyId={agencyId} view="edit">
      <Loaded query={form}>
        {(fields) => (
          <Loaded query={entry} lines={10}>
            {(found) => <EntryEditor key={`${agencyId}.${found.version}`} found={found} form={fields} />}
          </Loaded>
        )}
      </Loaded>
    </EntryFrame>
  );
}

function EntryEditor({ found, form }: { found: EntryInEditing; form: EntryForm }) {
  const { t } = useTranslation('records');
  const client = useQueryClient();
  const navigate = useNavigate();
  const say = useSay();
  const faults = useFaults();
  const writing = useEntryWriting(found);
  const choices = useEntryChoices();
  const [note, setNote] = useState('');
  const [isPreviewing, setPreviewing] = useState(false);
  const [isDiscarding, setDiscarding] = useState(false);
  const agencyId = found.agency.id;
  const count = changedCount(writing.base, writing.content);

  /** Brings what was typed onto what stands there now. */
  async function catchUp(): Promise<void> {
    await writing.save();
    await client.resetQueries({ queryKey: entryQuery(agencyId).queryKey });
  }

  const handingIn = useMutation({
    mutationFn: handInEntry,
    onSuccess: async ({ state }) => {
      writing.finish();
      say(t(`form.${state as 'applied'}`));
      await navigate(`/agencies/${agencyId}`);
    },
    onError: async (failure) => {
      faults.takeFailure(failure);
      // Somebody was first: the draft is brought onto what stands there now, and what both touched is shown.
      if (problemIn(failure)?.isStale) {
        say(t('draft.stale'));
        await catchUp();
      }
    },
  });
  const discarding = useMutation({
    mutationFn: discardEntryDraft,
    onSuccess: async () => {
      writing.finish();
      await navigate(`/agencies/${agencyId}`);
    },
  });

  async function submit(): Promise<void> {
    await writing.save();
    handingIn.mutate({ agencyId, version: found.version, entry: writing.content, note });
  }

  const part = {
    writing,
    choices,
    visibilities: form.visibilities,
    faultOf: faults.of,
    isSecretariat: found.isSecretariat,
  };
  const fieldsOf = (names: readonly string[]) =>
    names.flatMap((name) => form.fields.filter((field) => field.name === name));
  const isBlocked = writing.conflicts.length > 0;
  return (
    <div className="@container">
      <div className="grid items-start gap-6 @4xl:grid-cols-[14rem_minmax(0,1fr)]">
        <nav aria-labelledby="contents" className="@4xl:sticky @4xl:top-4">
          <h2 id="contents" className="mb-1 text-std-16B-170">
            {t('form.contents')}
          </h2>
          <ul className="flex flex-wrap gap-x-4 @4xl:grid">
            {parts.map((name) => (
              <li key={name}>
                <a
                  href={`#${anchors[name]}`}
                  className="inline-flex min-h-11 items-center rounded-8 text-blue-1000 underline underline-offset-4 hover:decoration-2"
                >
                  {t(`section.${name}`)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <form
          noValidate
          className="grid min-w-0 gap-6 [&_:is(input,select,textarea,button)]:scroll-mb-44"
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          <p className="text-solid-gray-700">{found.waits ? t('form.waits') : t('form.lead')}</p>
          <WaitingNotice found={found} />
          <EntryConflicts writing={writing} />
          <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
          {(Object.keys(sections) as (keyof typeof sections)[]).map((name) => (
            <EntrySection
              key={name}
              id={anchors[name]}
              title={t(`section.${name}`)}
              fields={fieldsOf(sections[name])}
              {...part}
            />
          ))}
          {form.lists.map((list) => (
            <EntryRows
              key={list.name}
              list={list.name}
              title={t(`section.${list.name}`)}
              fields={list.fields}
              agencyId={agencyId}
              {...part}
            />
          ))}
          <EntryAreas title={t('section.areas')} {...part} />
          <TextField
            id="note"
            label={t('form.note')}
            support={t('form.noteSupport')}
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
          <div className="sticky bottom-0 z-2 -mx-2 grid gap-1 border-t-2 border-solid-gray-420 bg-white px-2 py-3">
            <EntryBehind writing={writing} onCatchUp={() => void catchUp()} />
            <div className="flex flex-wrap items-center justify-between gap-x-6">
              <EntryDraftLine writing={writing} found={found} />
              <p className="text-dns-16N-130">
                {count > 0 ? t('form.changed', { count }) : t('form.nothingChanged')}
              </p>
            </div>
            <div className="flex flex-wrap gap-3">
              <Button type="submit" busy={handingIn.isPending} disabled={isBlocked || count === 0}>
                {found.waits ? t('form.submitWaiting') : t('form.submit')}
              </Button>
              <Button look="secondary" onClick={() => setPreviewing(true)}>
                {t('form.preview')}
              </Button>
              <Button look="quiet" disabled={count === 0 && !found.draft} onClick={() => setDiscarding(true)}>
                {t('form.discard')}
              </Button>
            </div>
          </div>
        </form>
      </div>
      {isPreviewing && (
        <EntryPreview agencyId={agencyId} entry={writing.content} onClose={() => setPreviewing(false)} />
      )}
      {isDiscarding && (
        <Dialog title={t('form.discardTitle')} onClose={() => setDiscarding(false)}>
          <p>{t('form.discardText')}</p>
          <div className="flex flex-wrap gap-3">
            <Button look="danger" busy={discarding.isPending} onClick={() => discarding.mutate(agencyId)}>
              {t('form.discard')}
            </Button>
          </div>
        </Dialog>
      )}
    </div>
  );
}

const anchors: Readonly<Record<(typeof parts)[number], string>> = {
  names: 'part-names',
  about: 'part-about',
  place: 'part-place',
  contact: 'part-contact',
  services: 'services',
  windows: 'windows',
  traineeOffers: 'traineeOffers',
  areas: 'areasInCharge',
};

/** An edit of the own agency that waits for approval. */
function WaitingNotice({ found }: { found: EntryInEditing }) {
  const { t } = useTranslation('records');
  const say = useSay();
  const client = useQueryClient();
  const withdrawing = useMutation({
    mutationFn: withdrawChange,
    onSuccess: async () => {
      say(t('draft.withdrawn'));
      await client.resetQueries({ queryKey: entryQuery(found.agency.id).queryKey });
    },
  });
  const { waiting } = found;
  if (!waiting) return null;
  return (
    <Notice
      title={t('draft.waitingTitle')}
      actions={
        <Button look="secondary" busy={withdrawing.isPending} onClick={() => withdrawing.mutate(waiting.id)}>
          {t('draft.withdraw')}
        </Button>
      }
    >
      <p>{t('draft.waitingText')}</p>
      <ChangeTable lines={waiting.lines} caption={t('draft.waitingTitle')} />
    </Notice>
  );
}
