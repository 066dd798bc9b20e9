import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { DescriptionList } from '../../../components/description-list.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { Notice } from '../../../components/notice.js';
import { TextArea } from '../../../components/text-area.js';
import { TextField } from '../../../components/text-field.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { problemIn } from '../../../lib/problem.js';
import type { Sheet } from '../api/get-person.js';
import { writeSection } from '../api/write-section.js';

type SectionFormProps = { personId: string; sheet: Sheet; onDone: () => void };

/** Writes one section. When somebody else was first, what was typed stays and the newest text is shown beside it. */
export function SectionForm({ personId, sheet, onDone }: SectionFormProps) {
  const { t } = useTranslation('people');
  const { t: tTerms } = useTranslation('terms');
  const { t: tKit } = useTranslation('kit');
  const say = useSay();
  const faults = useFaults();
  const [fields, setFields] = useState<Record<string, string>>(() =>
    Object.fromEntries(sheet.fields.map(({ code, text }) => [code, text])),
  );
  const [begunFrom] = useState(sheet.version);
  const [stale, setStale] = useState(false);
  const writing = useMutation({
    mutationFn: writeSection,
    onSuccess: () => {
      say(t('section.saved', { name: tTerms(`category.${sheet.category}`) }));
      onDone();
    },
    onError: async (failure, _input, _context, { client }) => {
      if (!problemIn(failure)?.isStale) return faults.takeFailure(failure);
      setStale(true);
      await client.invalidateQueries({ queryKey: ['person', personId] });
    },
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    // Sent again after the newest text was shown, it is meant for that version.
    const version = stale ? sheet.version : begunFrom;
    setStale(false);
    writing.mutate({ personId, category: sheet.category, version, fields: written(fields) });
  }

  return (
    <form noValidate onSubmit={submit} className="grid gap-4">
      <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
      {stale && (
        <Notice tone="warning" live title={t('section.staleTitle')}>
          <p>{t('section.stale')}</p>
          <p className="mt-3 font-bold">{t('section.latest')}</p>
          <DescriptionList items={sheet.fields.map(({ label, text }) => ({ term: label, detail: text }))} />
        </Notice>
      )}
      {sheet.fields.map(({ code, label, long }, index) => {
        const texts = {
          id: `${sheet.category}.${code}`,
          label,
          autoFocus: index === 0,
          error: faults.of(`fields.${code}`),
          value: fields[code] ?? '',
        };
        const keep = (text: string) => setFields({ ...fields, [code]: text });
        return long ? (
          <TextArea key={code} {...texts} rows={3} onChange={(event) => keep(event.target.value)} />
        ) : (
          <TextField
            key={code}
            {...texts}
            autoComplete="off"
            onChange={(event) => keep(event.target.value)}
          />
        );
      })}
      <div className="flex flex-wrap gap-3">
        <Button type="submit" busy={writing.isPending}>
          {t('section.save')}
        </Button>
        <Button look="secondary" onClick={onDone}>
          {tKit('cancel')}
        </Button>
      </div>
    </form>
  );
}

/** Only the fields with something in them. */
function written(fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter(([, text]) => text.trim() !== ''));
}
