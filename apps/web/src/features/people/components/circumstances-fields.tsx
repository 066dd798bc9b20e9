import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../../components/notice.js';
import { RadioGroup } from '../../../components/radio-group.js';
import { Select } from '../../../components/select.js';
import { SeparatedDate } from '../../../components/separated-date.js';
import { TextArea } from '../../../components/text-area.js';
import { TextField } from '../../../components/text-field.js';
import { assents, authorities, consentMethods } from '../../../lib/terms.js';
import { membersQuery } from '../../../lib/colleagues.js';
import { isSpoken, type CircumstancesDraft } from '../consent-draft.js';

type FieldsProps = {
  draft: CircumstancesDraft;
  change: (changes: Partial<CircumstancesDraft>) => void;
  errorOf: (field: string) => string | undefined;
};

/** When, how, where and by whom it was decided. */
export function CircumstancesFields({
  draft,
  change,
  errorOf,
  isYes,
  fixedDecider = false,
}: FieldsProps & { isYes: boolean; fixedDecider?: boolean }) {
  const { t } = useTranslation('people');
  const { t: tConsents } = useTranslation('consents');
  const { t: tTerms } = useTranslation('terms');
  const colleagues = useQuery(membersQuery).data ?? [];
  return (
    <>
      <SeparatedDate
        name="decidedOn"
        label={t('consentForm.decidedOn')}
        required
        value={draft.decidedOn}
        onChange={(decidedOn) => change({ decidedOn })}
        error={errorOf('decidedOn')}
      />
      <RadioGroup
        name="method"
        label={t('consentForm.method')}
        inline
        value={draft.method}
        onChange={(method) => change({ method: method as CircumstancesDraft['method'] })}
        choices={consentMethods.map((value) => ({ value, label: tTerms(`method.${value}`) }))}
        error={errorOf('method')}
      />
      {isSpoken(draft.method) && (
        <>
          <TextField
            name="witness"
            label={t('consentForm.witness')}
            required
            autoComplete="off"
            value={draft.witness}
            onChange={(event) => change({ witness: event.target.value })}
            error={errorOf('witness')}
          />
          {isYes && (
            <TextField
              name="noPaperReason"
              label={tConsents('form.noPaperReason')}
              support={tConsents('form.noPaperSupport')}
              required
              autoComplete="off"
              value={draft.noPaperReason}
              onChange={(event) => change({ noPaperReason: event.target.value })}
              error={errorOf('noPaperReason')}
            />
          )}
        </>
      )}
      {!fixedDecider && <DeciderFields draft={draft} change={change} errorOf={errorOf} />}
      {draft.givenBy === 'representative' && (
        <RepresentedFields draft={draft} change={change} errorOf={errorOf} />
      )}
      <Select
        name="explainedBy"
        label={t('consentForm.explainedBy')}
        value={draft.explainedBy}
        onChange={(event) => change({ explainedBy: event.target.value })}
        choices={colleagues.map(({ accountId, name }) => ({ value: accountId, label: name }))}
        error={errorOf('explainedBy')}
        className="max-w-md"
      />
      <TextField
        name="place"
        label={tConsents('form.place')}
        autoComplete="off"
        value={draft.place}
        onChange={(event) => change({ place: event.target.value })}
        error={errorOf('place')}
      />
      <TextArea
        name="note"
        label={t('consentForm.note')}
        support={tConsents('form.noteSupport')}
        rows={2}
        value={draft.note}
        onChange={(event) => change({ note: event.target.value })}
        error={errorOf('note')}
      />
    </>
  );
}

/** Who decides: the person, or somebody with authority to decide for them. */
export function DeciderFields({ draft, change, errorOf }: FieldsProps) {
  const { t } = useTranslation('people');
  const { t: tConsents } = useTranslation('consents');
  const { t: tTerms } = useTranslation('terms');
  return (
    <>
      <RadioGroup
        name="givenBy"
        label={t('consentForm.givenBy')}
        inline
        value={draft.givenBy}
        onChange={(givenBy) => change({ givenBy: givenBy as CircumstancesDraft['givenBy'] })}
        choices={(['person', 'representative'] as const).map((value) => ({
          value,
          label: t(`consentForm.${value}`),
        }))}
      />
      {draft.givenBy === 'representative' && (
        <>
          <TextField
            name="representative"
            label={t('consentForm.representativeName')}
            support={t('consentForm.relationSupport')}
            required
            autoComplete="off"
            value={draft.representative}
            onChange={(event) => change({ representative: event.target.value })}
            error={errorOf('representative')}
          />
          <Select
            name="authority"
            label={tConsents('form.authority')}
            support={tConsents('form.authoritySupport')}
            required
            blank={tConsents('form.choose')}
            value={draft.authority}
            onChange={(event) => change({ authority: event.target.value as CircumstancesDraft['authority'] })}
            choices={authorities.map((value) => ({ value, label: tTerms(`authority.${value}`) }))}
            error={errorOf('authority')}
            className="max-w-md"
          />
        </>
      )}
    </>
  );
}

function RepresentedFields({ draft, change, errorOf }: FieldsProps) {
  const { t } = useTranslation('consents');
  const { t: tTerms } = useTranslation('terms');
  return (
    <>
      <TextField
        name="authorityNote"
        label={t('form.authorityNote')}
        support={t('form.authorityNoteSupport')}
        required
        autoComplete="off"
        value={draft.authorityNote}
        onChange={(event) => change({ authorityNote: event.target.value })}
        error={errorOf('authorityNote')}
      />
      <SeparatedDate
        name="authorityEndsOn"
        label={t('form.authorityEndsOn')}
        support={t(draft.authority === 'parent' ? 'form.parentEnds' : 'form.authorityEndsSupport')}
        value={draft.authorityEndsOn}
        onChange={(authorityEndsOn) => change({ authorityEndsOn })}
        error={errorOf('authorityEndsOn')}
      />
      <RadioGroup
        name="assent"
        label={t('form.assent')}
        support={t('form.assentSupport')}
        required
        value={draft.assent}
        onChange={(assent) => change({ assent: assent as CircumstancesDraft['assent'] })}
        choices={assents.map((value) => ({ value, label: tTerms(`assent.${value}`) }))}
        error={errorOf('assent')}
      />
      {draft.assent === 'objects' && <Notice tone="warning">{t('form.objects')}</Notice>}
      <TextField
        name="assentWords"
        label={t('form.assentWords')}
        support={t('form.assentWordsSupport')}
        required
        autoComplete="off"
        value={draft.assentWords}
        onChange={(event) => change({ assentWords: event.target.value })}
        error={errorOf('assentWords')}
      />
    </>
  );
}
