import { useTranslation } from 'react-i18next';
import { AgencyPicker } from '../../../components/agency-picker.js';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { Fieldset } from '../../../components/fieldset.js';
import { Notice } from '../../../components/notice.js';
import { inEra } from '../../../lib/japanese-date.js';
import type { ConsentTable } from '../api/askings.js';
import { changesBetween, type ConsentCell, type Recipient } from '../consent-cells.js';
import { cellsOfDraft, toldFrom, type Told } from '../consent-draft.js';
import { CellChangesList } from './cell-changes.js';
import { MatrixEditor } from './matrix-editor.js';
import { UsualSets } from './usual-sets.js';
import type { useConsentDraft } from './use-consent-draft.js';

type ConsentExtentProps = {
  drafting: ReturnType<typeof useConsentDraft>;
  errorOf: (field: string) => string | undefined;
  /** What may be told today, and what was refused. */
  table: ConsentTable;
  /** What the consent that is renewed says; else what may be told today is compared with. */
  before?: readonly ConsentCell[] | undefined;
};

/** To whom, which kinds of data, for which purpose and in which direction, compared with what holds today. */
export function ConsentExtent({ drafting, errorOf, table, before }: ConsentExtentProps) {
  const { t } = useTranslation('consents');
  const { t: tPeople } = useTranslation('people');
  const { draft } = drafting;
  const isNamed = ({ agencyId }: ConsentCell) => draft.recipients.some(({ id }) => id === agencyId);
  const older = before ?? table.live.filter(isNamed);
  const changes = changesBetween(older, cellsOfDraft(draft));
  return (
    <>
      <Card>
        <Fieldset
          id="recipients"
          label={tPeople('consentForm.recipients')}
          support={tPeople('consentForm.recipientsSupport')}
          required
          error={errorOf('recipients') ?? errorOf('grants')}
        >
          <div className="mt-2 max-w-2xl">
            <AgencyPicker
              name="recipient"
              label={tPeople('consentForm.addRecipient')}
              except={draft.recipients.map(({ id }) => id)}
              onChoose={drafting.addRecipient}
            />
          </div>
        </Fieldset>
      </Card>
      {draft.recipients.length > 0 && (
        <Fieldset
          id="categories"
          label={t('extent.title')}
          support={t('extent.support')}
          required
          error={errorOf('categories')}
        >
          <div className="grid grid-cols-[minmax(0,1fr)] gap-6 pt-2">
            {draft.recipients.map((recipient) => (
              <RecipientPart
                key={recipient.id}
                recipient={recipient}
                told={draft.told[recipient.id] ?? {}}
                before={toldFrom(older).told[recipient.id]}
                onTell={(told) => drafting.tell(recipient.id, told)}
                onDrop={() => drafting.dropRecipient(recipient.id)}
                refused={table.refused.filter(({ agencyId }) => agencyId === recipient.id)}
              />
            ))}
          </div>
        </Fieldset>
      )}
      {older.length > 0 && draft.recipients.length > 0 && (
        <Card title={t('changes.title')}>
          <CellChangesList changes={changes} />
        </Card>
      )}
    </>
  );
}

type RecipientPartProps = {
  recipient: Recipient;
  told: Told;
  before: Told | undefined;
  onTell: (told: Told) => void;
  onDrop: () => void;
  refused: ConsentTable['refused'];
};

function RecipientPart({ recipient, told, before, onTell, onDrop, refused }: RecipientPartProps) {
  const { t } = useTranslation('consents');
  return (
    <Card
      title={recipient.name}
      aside={
        <Button look="quiet" onClick={onDrop}>
          {t('extent.drop')}
          <span className="sr-only">{recipient.name}</span>
        </Button>
      }
    >
      <Refusals refused={refused} />
      <div className="mb-3 flex flex-wrap items-center gap-x-1">
        <span className="mr-2">{t('extent.sets')}</span>
        <UsualSets name={recipient.name} told={told} onTell={onTell} />
        {before && (
          <Button look="quiet" onClick={() => onTell(before)}>
            {t('extent.asBefore')}
            <span className="sr-only">{recipient.name}</span>
          </Button>
        )}
      </div>
      <MatrixEditor name={recipient.name} told={told} onChange={onTell} before={before} />
    </Card>
  );
}

/** Somebody who said no is not asked again by oversight. */
function Refusals({ refused }: { refused: ConsentTable['refused'] }) {
  const { t } = useTranslation('consents');
  const { t: tTerms } = useTranslation('terms');
  const latest = [...new Map(refused.map((cell) => [cell.number, cell])).values()];
  if (latest.length === 0) return null;
  return (
    <Notice tone="warning" title={t('refusal.title')} className="mb-3">
      <ul className="list-disc pl-6">
        {latest.map(({ number, decidedOn }) => (
          <li key={number}>
            {t('refusal.line', {
              day: inEra(decidedOn),
              number,
              categories: [
                ...new Set(refused.filter((cell) => cell.number === number).map(({ category }) => category)),
              ]
                .map((category) => tTerms(`category.${category}`))
                .join('、'),
            })}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
