import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { useFailureText } from '../../../components/failure-notice.js';
import { Notice } from '../../../components/notice.js';
import { Page } from '../../../components/page.js';
import { problemIn } from '../../../lib/problem.js';
import { largestBundle, readBundle } from '../api/exchange.js';
import { BundleIntakeForm } from './bundle-intake-form.js';
import { BundlePreview } from './bundle-preview.js';

/** Makes a draft out of a file of another system: the file is looked at first, and nothing of it is kept until it is taken in. */
export function BundlePage() {
  const { t } = useTranslation('exchange');
  const { t: tReferrals } = useTranslation('referrals');
  const [bundle, setBundle] = useState<{ name: string; text: string }>();
  const [isTooLarge, setTooLarge] = useState(false);
  const reading = useMutation({ mutationFn: readBundle, meta: { quiet: true } });

  async function take(file: File | undefined): Promise<void> {
    if (!file) return;
    setTooLarge(file.size > largestBundle);
    setBundle(undefined);
    reading.reset();
    if (file.size > largestBundle) return;
    const text = await file.text();
    setBundle({ name: file.name, text });
    reading.mutate(text);
  }

  return (
    <Page
      title={t('in.title')}
      trail={[{ to: '/referrals', label: tReferrals('page.trail') }]}
      lead={t('in.lead')}
    >
      <Card title={t('in.file')}>
        <div className="grid gap-3">
          <p className="text-solid-gray-700">{t('in.fileSupport')}</p>
          <FileButton chosen={bundle?.name} busy={reading.isPending} onChoose={(file) => void take(file)} />
          <p role="status" className="sr-only">
            {bundle && reading.isPending && t('in.reading', { name: bundle.name })}
          </p>
          {isTooLarge && <Notice tone="error">{t('in.tooLarge')}</Notice>}
          {reading.isError && <Unreadable failure={reading.error} />}
        </div>
      </Card>
      {bundle && reading.data && (
        <>
          <BundlePreview reading={reading.data} />
          <BundleIntakeForm bundle={bundle.text} reading={reading.data} />
        </>
      )}
    </Page>
  );
}

type FileButtonProps = {
  chosen: string | undefined;
  busy: boolean;
  onChoose: (file: File | undefined) => void;
};

function FileButton({ chosen, busy, onChoose }: FileButtonProps) {
  const { t } = useTranslation('exchange');
  const picker = useRef<HTMLInputElement>(null);
  return (
    <div className="flex flex-wrap items-center gap-3">
      <input
        ref={picker}
        type="file"
        accept=".json,application/fhir+json,application/json"
        aria-label={t('in.choose')}
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => {
          onChoose(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      <Button look={chosen ? 'secondary' : 'primary'} busy={busy} onClick={() => picker.current?.click()}>
        {t(chosen ? 'in.other' : 'in.choose')}
      </Button>
      {chosen && <span className="min-w-0 break-all">{chosen}</span>}
    </div>
  );
}

function Unreadable({ failure }: { failure: unknown }) {
  const { t } = useTranslation('exchange');
  const failureText = useFailureText();
  const fields = problemIn(failure)?.fields ?? [];
  if (fields.length === 0) return <Notice tone="error">{failureText(failure)}</Notice>;
  return (
    <Notice tone="error" live title={t('in.unreadable')}>
      <ul className="grid gap-1">
        {fields.map(({ detail }) => (
          <li key={detail}>{detail}</li>
        ))}
      </ul>
    </Notice>
  );
}
