import { useMutation, useQuery } from '@tanstack/react-query';
import { useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { boxLook, describedBy, Field } from '../../../components/field.js';
import { Loaded } from '../../../components/loaded.js';
import { Select } from '../../../components/select.js';
import { TextField } from '../../../components/text-field.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import {
  addAgencyFile,
  type AgencyFile,
  describeAgencyFile,
  fileAddress,
  fileTypes,
  putFileForward,
  removeAgencyFile,
  type SeenBy,
} from '../api/agency-files.js';
import { agencyQuery } from '../api/get-agency.js';
import { entryFormQuery } from '../api/get-entry-form.js';
import { sizeText } from './agency-files.js';
import { EntryFrame } from './entry-frame.js';
import { VisibilityMark } from './visibility-mark.js';

/** The photographs and leaflets of an agency, to add, describe, order and remove. */
export function FilesPage() {
  const { agencyId = '' } = useParams();
  const { t } = useTranslation('records');
  const agency = useQuery(agencyQuery(agencyId));
  return (
    <EntryFrame agencyId={agencyId} view="files">
      <p className="text-solid-gray-700">{t('files.lead')}</p>
      <div className="@container">
        <div className="grid items-start gap-6 @4xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <Card title={t('files.title')}>
            <Loaded query={agency}>
              {({ files }) =>
                files.length === 0 ? (
                  <p>{t('files.none')}</p>
                ) : (
                  <ul className="grid gap-4">
                    {files.map((file, at) => (
                      <FileLine key={file.id} agencyId={agencyId} file={file} isFirst={at === 0} />
                    ))}
                  </ul>
                )
              }
            </Loaded>
          </Card>
          <Card title={t('files.add')}>
            <NewFile agencyId={agencyId} />
          </Card>
        </div>
      </div>
    </EntryFrame>
  );
}

function FileLine({ agencyId, file, isFirst }: { agencyId: string; file: AgencyFile; isFirst: boolean }) {
  const { t } = useTranslation('records');
  const say = useSay();
  const [asking, setAsking] = useState<'describe' | 'remove'>();
  const forwarding = useMutation({ mutationFn: putFileForward });
  const isPicture = file.contentType !== 'application/pdf';
  const place = { agencyId, fileId: file.id };
  return (
    <li className="flex flex-wrap items-start gap-4 rounded-12 border border-solid-gray-300 p-3">
      {isPicture && (
        <img
          src={fileAddress(agencyId, file.id)}
          alt=""
          className="aspect-4/3 w-40 rounded-8 bg-solid-gray-50 object-cover"
        />
      )}
      <div className="grid min-w-48 flex-1 gap-1">
        <p className="font-bold">{file.words}</p>
        <p className="text-dns-14N-130 text-solid-gray-700">
          {isPicture ? '' : 'PDF '}
          {sizeText(file.octets)}
        </p>
        <VisibilityMark visibility={file.visibility} />
        <div className="flex flex-wrap gap-x-2">
          <Button look="quiet" onClick={() => setAsking('describe')}>
            {t('files.describe')}
            <span className="sr-only">（{file.words}）</span>
          </Button>
          {!isFirst && (
            <Button look="quiet" busy={forwarding.isPending} onClick={() => forwarding.mutate(place)}>
              {t('files.forward')}
              <span className="sr-only">（{file.words}）</span>
            </Button>
          )}
          <Button look="quiet" onClick={() => setAsking('remove')}>
            {t('files.remove')}
            <span className="sr-only">（{file.words}）</span>
          </Button>
        </div>
      </div>
      {asking === 'describe' && (
        <DescribeDialog agencyId={agencyId} file={file} onClose={() => setAsking(undefined)} />
      )}
      {asking === 'remove' && (
        <RemoveDialog
          place={place}
          words={file.words}
          onClose={() => setAsking(undefined)}
          onDone={() => say(t('files.removed'))}
        />
      )}
    </li>
  );
}

type RemoveDialogProps = {
  place: { agencyId: string; fileId: string };
  words: string;
  onClose: () => void;
  onDone: () => void;
};

function RemoveDialog({ place, words, onClose, onDone }: RemoveDialogProps) {
  const { t } = useTranslation('records');
  const removing = useMutation({
    mutationFn: removeAgencyFile,
    onSuccess: () => {
      onDone();
      onClose();
    },
  });
  return (
    <Dialog title={t('files.removeTitle')} onClose={onClose}>
      <p>{t('files.removeText', { words })}</p>
      {removing.isError && <FailureNotice failure={removing.error} />}
      <DialogActions onCancel={onClose}>
        <Button look="danger" busy={removing.isPending} onClick={() => removing.mutate(place)}>
          {t('files.remove')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function DescribeDialog({
  agencyId,
  file,
  onClose,
}: {
  agencyId: string;
  file: AgencyFile;
  onClose: () => void;
}) {
  const { t } = useTranslation('records');
  const say = useSay();
  const faults = useFaults();
  const [words, setWords] = useState(file.words);
  const [visibility, setVisibility] = useState<SeenBy>(file.visibility);
  const describing = useMutation({
    mutationFn: describeAgencyFile,
    onSuccess: () => {
      say(t('files.saved'));
      onClose();
    },
    onError: faults.takeFailure,
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    const found = words.trim() === '' ? [{ field: 'words', detail: t('files.wordsMissing') }] : [];
    if (!faults.refuse(found)) describing.mutate({ agencyId, fileId: file.id, words, visibility });
  }

  return (
    <Dialog title={t('files.describe')} onClose={onClose}>
      <form noValidate onSubmit={submit} className="grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <WordsField words={words} onChange={setWords} error={faults.of('words')} />
        <SeenByField value={visibility} onChange={setVisibility} />
        <Button type="submit" className="w-fit" busy={describing.isPending}>
          {t('files.save')}
        </Button>
      </form>
    </Dialog>
  );
}

function NewFile({ agencyId }: { agencyId: string }) {
  const { t } = useTranslation('records');
  const say = useSay();
  const faults = useFaults();
  const keyFor = useAttemptKey();
  const box = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File>();
  const [words, setWords] = useState('');
  const [visibility, setVisibility] = useState<SeenBy>('public');
  const adding = useMutation({
    mutationFn: addAgencyFile,
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
    const found = [
      ...(file ? [] : [{ field: 'file', detail: t('files.missing') }]),
      ...(words.trim() === '' ? [{ field: 'words', detail: t('files.wordsMissing') }] : []),
    ];
    if (faults.refuse(found)) return;
    const key = keyFor([file!.name, file!.size, file!.lastModified, words, visibility]);
    adding.mutate({ agencyId, file: file!, words: words.trim(), visibility, key });
  }

  const texts = {
    label: t('files.file'),
    support: t('files.privacy'),
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
          accept={fileTypes.join(',')}
          aria-required
          aria-describedby={describedBy('file', texts)}
          className={boxLook}
          onChange={(event) => setFile(event.target.files?.[0])}
        />
      </Field>
      <WordsField words={words} onChange={setWords} error={faults.of('words')} />
      <SeenByField value={visibility} onChange={setVisibility} />
      <Button type="submit" className="w-fit" busy={adding.isPending}>
        {t('files.upload')}
      </Button>
    </form>
  );
}

type WordsFieldProps = { words: string; onChange: (words: string) => void; error: string | undefined };

function WordsField({ words, onChange, error }: WordsFieldProps) {
  const { t } = useTranslation('records');
  return (
    <TextField
      id="words"
      label={t('files.words')}
      support={t('files.wordsSupport')}
      required
      maxLength={200}
      value={words}
      error={error}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

function SeenByField({ value, onChange }: { value: SeenBy; onChange: (value: SeenBy) => void }) {
  const { t } = useTranslation('records');
  const visibilities = useQuery(entryFormQuery).data?.visibilities ?? [];
  return (
    <Select
      id="file-visibility"
      label={t('files.seenBy')}
      value={value}
      choices={visibilities.map(({ code, name }) => ({ value: code, label: name }))}
      onChange={(event) => onChange(event.target.value as SeenBy)}
    />
  );
}
