import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { Fieldset } from '../../../components/fieldset.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { useSession } from '../../../lib/session.js';
import { readTypedDay } from '../../../lib/typed-day.js';
import { answerAsking, type Asking } from '../api/askings.js';
import type { Person } from '../api/get-person.js';
import { addEvidence, evidenceTypes } from '../api/add-evidence.js';
import {
  answerFrom,
  cellsOfDraft,
  faultsInCircumstances,
  newCircumstances,
  toldFrom,
  type CircumstancesDraft,
  type ConsentDraft,
} from '../consent-draft.js';
import { CircumstancesFields } from './circumstances-fields.js';
import { MatrixEditor } from './matrix-editor.js';

/** Takes the answer down as it stands on the paper: box by box, and nothing is ticked beforehand. */
export function AnswerForm({ person, asking }: { person: Person; asking: Asking }) {
  const { t } = useTranslation('consents');
  const { accountId } = useSession();
  const navigate = useNavigate();
  const say = useSay();
  const keyFor = useAttemptKey();
  const faults = useFaults();
  const { recipients, told: offered } = toldFrom(asking.cells);
  const [told, setTold] = useState<ConsentDraft['told']>({});
  const [scan, setScan] = useState<File>();
  const [draft, setDraft] = useState<CircumstancesDraft>(() => ({
    ...newCircumstances(accountId),
    givenBy: asking.givenBy,
    representative: asking.representative ?? '',
    authority: asking.authority ?? '',
  }));
  const agreed = cellsOfDraft({ recipients, told });
  const answering = useMutation({
    mutationFn: async (input: Parameters<typeof answerAsking>[0]) => {
      const consent = await answerAsking(input);
      if (scan) await addEvidence({ consentId: consent.id, file: scan, key: `${input.key}-scan` });
      return consent;
    },
    onSuccess: async ({ state }) => {
      say(t(state === 'refused' ? 'answer.savedRefused' : 'answer.savedGiven'));
      await navigate(`/people/${person.id}/consents`);
    },
    onError: faults.takeFailure,
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    const found = [
      ...(readTypedDay(draft.decidedOn).kind === 'day'
        ? []
        : [{ field: 'decidedOn', text: 'needDay' as const }]),
      ...faultsInCircumstances(draft, agreed.length > 0),
    ];
    if (faults.refuse(found.map(({ field, text }) => ({ field, detail: t(`fault.${text}`) })))) return;
    const answer = answerFrom(draft, agreed);
    answering.mutate({ id: asking.id, version: asking.version, answer, key: keyFor(answer) });
  }

  return (
    <form
      noValidate
      onSubmit={submit}
      className="grid grid-cols-[minmax(0,1fr)] gap-6"
      aria-label={t('answer.title')}
    >
      <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
      <Fieldset id="agreed" label={t('answer.agreed')} support={t('answer.agreedSupport')}>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-6 pt-2">
          <div className="flex flex-wrap gap-x-3">
            <Button look="quiet" onClick={() => setTold(offered)}>
              {t('answer.all')}
            </Button>
            <Button look="quiet" onClick={() => setTold({})}>
              {t('answer.none')}
            </Button>
          </div>
          {recipients.map(({ id, name }) => (
            <Card key={id} title={name}>
              <MatrixEditor
                name={name}
                told={told[id] ?? {}}
                offered={offered[id]}
                onChange={(next) => setTold({ ...told, [id]: next })}
              />
            </Card>
          ))}
        </div>
      </Fieldset>
      <Card>
        <div className="grid gap-6">
          <CircumstancesFields
            draft={draft}
            change={(changes) => setDraft((before) => ({ ...before, ...changes }))}
            errorOf={faults.of}
            isYes={agreed.length > 0}
            fixedDecider
          />
          <label className="grid gap-1.5">
            <span className="text-std-16B-170">{t('answer.scan', { number: asking.number })}</span>
            <input
              type="file"
              accept={evidenceTypes.join(',')}
              onChange={(event) => setScan(event.target.files?.[0])}
              className="min-h-11 w-full rounded-8 border border-solid-gray-600 bg-white p-2"
            />
          </label>
        </div>
      </Card>
      <Card className="bg-blue-50">
        <p role="status">
          {agreed.length === 0
            ? t('answer.allRefused')
            : t('answer.counts', { yes: agreed.length, no: asking.cells.length - agreed.length })}
        </p>
      </Card>
      <Button type="submit" busy={answering.isPending} className="justify-self-start">
        {t(agreed.length === 0 ? 'answer.saveRefused' : 'answer.save')}
      </Button>
    </form>
  );
}
