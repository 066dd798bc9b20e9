import { useMutation } from '@tanstack/react-query';
import { type DragEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { classes } from '../../../lib/classes.js';
import { acceptedFiles, handIn } from '../api/hand-in.js';

/** Takes a file, dropped or chosen, and leads to its page. */
export function UploadCard() {
  const { t } = useTranslation('imports');
  const navigate = useNavigate();
  const keyOf = useAttemptKey();
  const picker = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const sending = useMutation({
    mutationFn: handIn,
    onSuccess: ({ id }) => void navigate(`/imports/${id}`),
    meta: { quiet: true },
  });

  function take(file: File | undefined): void {
    if (file && !sending.isPending)
      sending.mutate({ file, key: keyOf([file.name, file.size, file.lastModified]) });
  }

  function drop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  }

  return (
    <Card title={t('upload.title')}>
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={classes(
          'grid justify-items-center gap-3 rounded-12 border-2 border-dashed p-6 text-center',
          over ? 'border-blue-900 bg-blue-50' : 'border-solid-gray-420 bg-solid-gray-50',
        )}
      >
        <p>{over ? t('upload.dropHere') : t('upload.drop')}</p>
        <input
          ref={picker}
          type="file"
          accept={acceptedFiles}
          aria-label={t('upload.choose')}
          tabIndex={-1}
          className="sr-only"
          onChange={(event) => {
            take(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
        <Button busy={sending.isPending} onClick={() => picker.current?.click()}>
          {t('upload.choose')}
        </Button>
        <p className="text-dns-14N-130 text-solid-gray-700">{t('upload.kinds')}</p>
      </div>
      <p role="status" className="pt-3 text-solid-gray-700">
        {sending.isPending ? t('upload.sending', { name: sending.variables.file.name }) : t('upload.promise')}
      </p>
      {sending.isError && <FailureNotice failure={sending.error} />}
    </Card>
  );
}
