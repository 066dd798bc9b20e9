import { useMutation, useQuery } from '@tanstack/react-query';
import { useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { boxLook, describedBy, Field } from '../../../components/field.js';
import { FileOpeners, sizeText } from '../../../components/files/file-preview.js';
import { Loaded } from '../../../components/loaded.js';
import { Select } from '../../../components/select.js';
import { StatusBadge, type BadgeTone } from '../../../components/status-badge.js';
import { TextField } from '../../../components/text-field.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { asMoment } from '../../../lib/japanese-date.js';
import { dataCategories, type DataCategory } from '../../../lib/terms.js';
import {
  addAttachment,
  type Attachment,
  attachmentAddress,
  attachmentKinds,
  attachmentsQuery,
  extensionOf,
  fileTypes,
  removeAttachment,
  scanAgain,
} from '../api/attachments.js';
import { usePerson } from './person-page.js';

const largest = 20 * 1024 * 1024;

/** The files about a person: add, open, remove. */
export function AttachmentsTab() {
  const { t } = useTranslation('sheets');
  const person = usePerson();
  const files = useQuery(attachmentsQuery(person.id));
  return (
    <div className="@container grid gap-4">
      <p className="text-solid-gray-700">{t('files.lead')}</p>
      <div className="grid items-start gap-6 @4xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Card title={t('files.title')}>
          <Loaded query={files}>
            {(found) =>
              found.length === 0 ? (
                <p>{t('files.none')}</p>
              ) : (
                <ul className="divide-y divide-solid-gray-300">
                  {found.map((file) => (
                    <FileLine key={file.id} personId={person.id} file={file} />
                  ))}
                </ul>
              )
            }
          </Loaded>
        </Card>
        <Card title={t('files.add')}>
          <NewFile personId={person.id} />
        </Card>
      </div>
    </div>
  );
}

const tones: Readonly<Record<Attachment['state'], BadgeTone>> = {
  pending: 'waiting',
  clean: 'good',
  unchecked: 'ended',
  infected: 'danger',
  failed: 'danger',
};

function FileLine({ personId, file }: { personId: string; file: Attachment }) {
  const { t } = useTranslation('sheets');
  const { t: tTerms } = useTranslation('terms');
  const [removing, setRemoving] = useState(false);
  const scanning = useMutation({ mutationFn: scanAgain });
  const name = file.words || file.kindName;
  return (
    <li className="grid gap-1 py-3">
      <p className="font-bold">{name}</p>
      <p className="flex flex-wrap gap-2">
        <StatusBadge tone="plain">{tTerms(`category.${file.category}`)}</StatusBadge>
        <StatusBadge tone={tones[file.state]}>{file.stateName}</StatusBadge>
      </p>
      <p className="text-dns-14N-130 text-solid-gray-700">
        {file.words && `${file.kindName}　`}
        {`${file.typeName} ${sizeText(file.octets)}　`}
        {t('files.by', { moment: asMoment(file.createdAt), name: file.createdBy })}
      </p>
      {file.toldTo.length > 0 && <p>{t('files.toldTo', { agencies: file.toldTo.join('、') })}</p>}
      {file.finding && <p className="text-red-1100">{t('files.infected', { finding: file.finding })}</p>}
      <div className="flex flex-wrap items-center gap-x-1">
        <FileOpeners file={{ ...file, name, address: attachmentAddress(personId, file.id) }} />
        {file.state === 'failed' && (
          <Button
            look="quiet"
            busy={scanning.isPending}
            onClick={() => scanning.mutate({ personId, id: file.id })}
          >
            {t('files.again')}
          </Button>
        )}
        <Button look="quiet" onClick={() => setRemoving(true)}>
          {t('files.remove')}
          <span className="sr-only">（{name}）</span>
        </Button>
      </div>
      {removing && (
        <RemoveDialog personId={personId} file={file} name={name} onClose={() => setRemoving(false)} />
      )}
    </li>
  );
}

type RemoveDialogProps = { personId: string; file: Attachment; name: string; onClose: () => void };

function RemoveDialog({ personId, file, name, onClose }: RemoveDialogProps) {
  const { t } = useTranslation('sheets');
  const say = useSay();
  const removing = useMutation({
    mutationFn: removeAttachment,
    onSuccess: () => {
      say(t('files.removed'));
      onClose();
    },
  });
  return (
    <Dialog title={t('files.removeTitle')} onClose={onClose}>
      <p>{t('files.removeText', { name })}</p>
      <p>{t(file.toldTo.length > 0 ? 'files.removeTold' : 'files.removeUntold')}</p>
      {removing.isError && <FailureNotice failure={removing.error} />}
      <DialogActions onCancel={onClose}>
        <Button
          look="danger"
          busy={removing.isPending}
          onClick={() => removing.mutate({ personId, id: file.id })}
        >
          {t('files.remove')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function NewFile({ personId }: { personId: string }) {
  const { t } = useTranslation('sheets');
  const { t: tTerms } = useTranslation('terms');
  const say = useSay();
  const faults = useFaults();
  const keyFor = useAttemptKey();
  const box = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File>();
  const [kind, setKind] = useState<Attachment['kind']>('doctor_opinion');
  const [category, setCategory] = useState<DataCategory>('medical');
  const [words, setWords] = useState('');
  const adding = useMutation({
    mutationFn: addAttachment,
    onSuccess: () => {
      say(t('files.added'));
      setWords('');
      setFile(undefined);
      if (box.current) box.current.value = '';
    },
    onError: faults.takeFailure,
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (faults.refuse(faultsOf(file, t)) || !file) return;
    const key = keyFor([file.name, file.size, file.lastModified, kind, category]);
    adding.mutate({ personId, file, kind, category, words: words.trim(), key });
  }

  const texts = {
    label: t('files.file'),
    support: t('files.fileSupport'),
    error: faults.of('file'),
    required: true,
  };
  return (
    <form noValidate onSubmit={submit} className="grid gap-5">
      <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
      <Field id="file" {...texts}>
        <input
          ref={box}
          id="file"
          type="file"
          accept={[
            ...Object.keys(fileTypes).map((one) => `.${one}`),
            ...new Set(Object.values(fileTypes)),
          ].join(',')}
          aria-required
          aria-describedby={describedBy('file', texts)}
          className={boxLook}
          onChange={(event) => setFile(event.target.files?.[0])}
        />
      </Field>
      <Select
        id="kind"
        label={t('files.kind')}
        choices={attachmentKinds.map(([code]) => ({ value: code, label: t(`files.kinds.${code}`) }))}
        value={kind}
        onChange={(event) => {
          const chosen = attachmentKinds.find(([code]) => code === event.target.value);
          if (!chosen) return;
          setKind(chosen[0]);
          setCategory(chosen[1]);
        }}
      />
      <Select
        id="category"
        label={t('files.category')}
        support={t('files.categorySupport')}
        choices={dataCategories.map((code) => ({ value: code, label: tTerms(`category.${code}`) }))}
        value={category}
        onChange={(event) =>
          setCategory(dataCategories.find((code) => code === event.target.value) ?? category)
        }
      />
      <TextField
        id="words"
        label={t('files.words')}
        support={t('files.wordsSupport')}
        maxLength={200}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <Button type="submit" className="w-fit" busy={adding.isPending}>
        {t('files.upload')}
      </Button>
    </form>
  );
}

function faultsOf(file: File | undefined, t: ReturnType<typeof useTranslation<'sheets'>>['t']) {
  if (!file) return [{ field: 'file', detail: t('files.missing') }];
  if (!fileTypes[extensionOf(file.name)]) return [{ field: 'file', detail: t('files.wrongType') }];
  return file.size > largest ? [{ field: 'file', detail: t('files.tooLarge') }] : [];
}
