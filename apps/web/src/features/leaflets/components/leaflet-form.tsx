import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { RadioGroup } from '../../../components/radio-group.js';
import { SeparatedDate } from '../../../components/separated-date.js';
import { TextArea } from '../../../components/text-area.js';
import { TextField } from '../../../components/text-field.js';
import type { useFaults } from '../../../components/use-faults.js';
import { readTypedDay, typedFrom } from '../../../lib/typed-day.js';
import type { LeafletCircle, LeafletPlan } from '../api/keep-leaflet.js';

/** What is typed about an edition. */
export type LeafletDraft = LeafletPlan & { circle: LeafletCircle };

type LeafletFormProps = {
  draft: LeafletDraft;
  faults: ReturnType<typeof useFaults>;
  busy: boolean;
  isNew?: boolean;
  hasPrevious?: boolean;
  onSubmit: (draft: LeafletDraft) => void;
};

const lines = ['title', 'networkName', 'areaName', 'issuer'] as const;
const days = ['issuedOn', 'answerBy'] as const;

/** The words and days of an edition. */
export function LeafletForm({
  draft,
  faults,
  busy,
  isNew = false,
  hasPrevious = false,
  onSubmit,
}: LeafletFormProps) {
  const { t } = useTranslation('leaflets');
  const { t: tKit } = useTranslation('kit');
  const [texts, setTexts] = useState(draft);
  const [typed, setTyped] = useState({
    issuedOn: typedFrom(draft.issuedOn),
    answerBy: typedFrom(draft.answerBy),
  });
  const change = (field: keyof LeafletDraft, value: string) => setTexts({ ...texts, [field]: value });

  function submit(event: FormEvent): void {
    event.preventDefault();
    const read = days.map((field) => ({ field, day: readTypedDay(typed[field]) }));
    const wrong = read.flatMap(({ field, day }) =>
      day.kind === 'day'
        ? []
        : [
            {
              field,
              detail: `${t(`form.${field}`)}: ${tKit(`day.wrong.${day.kind === 'wrong' ? day.reason : 'year'}`)}`,
            },
          ],
    );
    if (faults.refuse(wrong)) return;
    const [issuedOn, answerBy] = read.map(({ day }) => (day.kind === 'day' ? day.day : ''));
    const { title, networkName, areaName, introduction, issuer, contact, circle } = texts;
    onSubmit({
      ...{ title, networkName, areaName, introduction, issuer, contact, circle },
      issuedOn: issuedOn ?? '',
      answerBy: answerBy ?? '',
    });
  }

  return (
    <form noValidate onSubmit={submit} className="grid max-w-2xl gap-6">
      <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
      {lines.map((field) => (
        <TextField
          key={field}
          name={field}
          label={t(`form.${field}`)}
          support={field === 'title' ? t('form.titleSupport') : undefined}
          required={field !== 'areaName'}
          autoComplete="off"
          value={texts[field] ?? ''}
          error={faults.of(field)}
          onChange={(event) => change(field, event.target.value)}
        />
      ))}
      <TextArea
        name="contact"
        label={t('form.contact')}
        support={t('form.contactSupport')}
        rows={2}
        value={texts.contact ?? ''}
        error={faults.of('contact')}
        onChange={(event) => change('contact', event.target.value)}
      />
      <TextArea
        name="introduction"
        label={t('form.introduction')}
        support={t('form.introductionSupport')}
        value={texts.introduction ?? ''}
        error={faults.of('introduction')}
        onChange={(event) => change('introduction', event.target.value)}
      />
      {days.map((field) => (
        <SeparatedDate
          key={field}
          name={field}
          label={t(`form.${field}`)}
          support={field === 'answerBy' ? t('form.answerBySupport') : undefined}
          required
          value={typed[field]}
          error={faults.of(field)}
          onChange={(value) => setTyped({ ...typed, [field]: value })}
        />
      ))}
      {isNew && (
        <RadioGroup
          name="circle"
          label={t('form.circle')}
          value={texts.circle}
          onChange={(value) => change('circle', value)}
          choices={(['members', 'previous', 'none'] as const)
            .filter((value) => value !== 'previous' || hasPrevious)
            .map((value) => ({ value, label: t(`form.circles.${value}`) }))}
        />
      )}
      <Button type="submit" busy={busy} className="justify-self-start">
        {t(isNew ? 'form.create' : 'form.save')}
      </Button>
    </form>
  );
}
