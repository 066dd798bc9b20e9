import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from '@tanstack/react-query';
import { AgencyPicker } from '../../../components/agency-picker.js';
import { Button } from '../../../components/button.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { Field } from '../../../components/field.js';
import { Select } from '../../../components/select.js';
import { TextArea } from '../../../components/text-area.js';
import { TextField } from '../../../components/text-field.js';
import type { useFaults } from '../../../components/use-faults.js';
import { councilsQuery, type CouncilInput } from '../api/councils.js';
import { readNumber } from './typed-number.js';
import { useChoices } from './use-choices.js';

/** What is typed about a council. */
export type CouncilDraft = Omit<
  CouncilInput,
  'secretariatAgencyId' | 'quorumCount' | 'noticeDays' | 'reviewDays' | 'heldBefore'
> & {
  secretariat: { id: string; name: string };
  quorumCount: string;
  noticeDays: string;
  reviewDays: string;
  heldBefore: string;
};

type CouncilFormProps = {
  draft: CouncilDraft;
  /** The council itself, which cannot be its own parent. */
  ownId?: string;
  faults: ReturnType<typeof useFaults>;
  busy: boolean;
  onSubmit: (input: CouncilInput) => void;
};

const numbers = ['noticeDays', 'reviewDays', 'heldBefore'] as const;

/** What a council says about itself. */
export function CouncilForm({ draft, ownId, faults, busy, onSubmit }: CouncilFormProps) {
  const { t } = useTranslation('meetings');
  const { t: tKit } = useTranslation('kit');
  const [typed, setTyped] = useState(draft);
  const [picking, setPicking] = useState(false);
  const councils = useQuery(councilsQuery).data ?? [];
  const [kinds, quorums, approvals] = [useChoices('kind'), useChoices('quorum'), useChoices('approval')];
  const change = (part: Partial<CouncilDraft>) => setTyped({ ...typed, ...part });
  const parents = councils.filter(({ id, dissolvedOn }) => id !== ownId && dissolvedOn === null);

  function submit(event: FormEvent): void {
    event.preventDefault();
    const { secretariat, ...rest } = typed;
    const asked = typed.quorum === 'count' ? [...numbers, 'quorumCount' as const] : numbers;
    const read = asked.map((field) => ({ field, number: readNumber(typed[field]) }));
    const wrong = read.filter(({ number }) => typeof number !== 'number');
    if (
      faults.refuse(
        wrong.map(({ field }) => ({ field, detail: `${t(`form.${field}`)}: ${tKit('notNumber')}` })),
      )
    )
      return;
    const [noticeDays = 0, reviewDays = 0, heldBefore = 0, quorumCount = null] = read.map(({ number }) =>
      Number(number),
    );
    onSubmit({
      ...rest,
      secretariatAgencyId: secretariat.id,
      noticeDays,
      reviewDays,
      heldBefore,
      quorumCount,
    });
  }

  return (
    <form noValidate onSubmit={submit} className="grid max-w-2xl gap-6">
      <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
      {(['name', 'shortName'] as const).map((field) => (
        <TextField
          key={field}
          name={field}
          label={t(`form.${field}`)}
          support={t(`form.${field}Support`)}
          required
          autoComplete="off"
          value={typed[field]}
          error={faults.of(field)}
          onChange={(event) => change({ [field]: event.target.value })}
        />
      ))}
      <Select
        name="kind"
        label={t('form.kind')}
        choices={kinds}
        value={typed.kind}
        error={faults.of('kind')}
        onChange={(event) => change({ kind: event.target.value as CouncilInput['kind'] })}
      />
      <Select
        name="parentId"
        label={t('form.parentId')}
        blank={t('form.noParent')}
        choices={parents.map(({ id, name }) => ({ value: id, label: name }))}
        value={typed.parentId ?? ''}
        error={faults.of('parentId')}
        onChange={(event) => change({ parentId: event.target.value || null })}
      />
      {picking ? (
        <AgencyPicker
          name="secretariatAgencyId"
          label={t('form.secretariat')}
          error={faults.of('secretariatAgencyId')}
          onChoose={(secretariat) => {
            change({ secretariat });
            setPicking(false);
          }}
        />
      ) : (
        <Field
          id="secretariatAgencyId"
          label={t('form.secretariat')}
          error={faults.of('secretariatAgencyId')}
        >
          <p id="secretariatAgencyId" className="flex flex-wrap items-center gap-3">
            {typed.secretariat.name}
            <Button look="quiet" onClick={() => setPicking(true)}>
              {t('form.changeSecretariat')}
            </Button>
          </p>
        </Field>
      )}
      <TextArea
        name="purpose"
        label={t('form.purpose')}
        rows={3}
        value={typed.purpose ?? ''}
        error={faults.of('purpose')}
        onChange={(event) => change({ purpose: event.target.value })}
      />
      <Select
        name="quorum"
        label={t('form.quorum')}
        support={t('form.quorumSupport')}
        choices={quorums}
        value={typed.quorum}
        onChange={(event) => change({ quorum: event.target.value as CouncilInput['quorum'] })}
      />
      {typed.quorum === 'count' && (
        <TextField
          name="quorumCount"
          label={t('form.quorumCount')}
          inputMode="numeric"
          required
          value={typed.quorumCount}
          error={faults.of('quorumCount')}
          onChange={(event) => change({ quorumCount: event.target.value })}
        />
      )}
      <Select
        name="approval"
        label={t('form.approval')}
        choices={approvals}
        value={typed.approval}
        onChange={(event) => change({ approval: event.target.value as CouncilInput['approval'] })}
      />
      {numbers.map((field) => (
        <TextField
          key={field}
          name={field}
          label={t(`form.${field}`)}
          support={field === 'heldBefore' ? t('form.heldBeforeSupport') : undefined}
          inputMode="numeric"
          className="max-w-32"
          value={typed[field]}
          error={faults.of(field)}
          onChange={(event) => change({ [field]: event.target.value })}
        />
      ))}
      <Button type="submit" busy={busy} className="justify-self-start">
        {t(ownId ? 'form.save' : 'form.create')}
      </Button>
    </form>
  );
}
