import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { AgencyPicker } from '../../../components/agency-picker.js';
import { Button } from '../../../components/button.js';
import { agencyChoiceQuery } from '../../../lib/find-agencies.js';
import { inEra } from '../../../lib/japanese-date.js';

const most = 10;

type AskedAgenciesProps = {
  ids: readonly string[];
  error: string | undefined;
  onChange: (ids: string[]) => void;
};

/** Which agencies are asked, each with what it has said of its free places. */
export function AskedAgencies({ ids, error, onChange }: AskedAgenciesProps) {
  const { t } = useTranslation('vacancyInquiries');
  return (
    <div className="grid gap-4" id="recipientAgencyIds">
      {ids.length > 0 && (
        <ul className="divide-y divide-solid-gray-300 border-y border-solid-gray-300">
          {ids.map((id) => (
            <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2">
              <AskedAgency id={id} />
              <RemoveButton id={id} onRemove={() => onChange(ids.filter((other) => other !== id))} />
            </li>
          ))}
        </ul>
      )}
      {ids.length < most ? (
        <AgencyPicker
          name="recipient"
          label={t('form.add')}
          except={ids}
          error={error}
          onChoose={({ id }) => onChange([...ids, id])}
        />
      ) : (
        <p>{t('form.most')}</p>
      )}
    </div>
  );
}

function AskedAgency({ id }: { id: string }) {
  const { t } = useTranslation('vacancyInquiries');
  const agency = useQuery(agencyChoiceQuery(id)).data;
  const told = (agency?.services ?? []).flatMap(({ kind, vacancy }) => (vacancy ? [{ kind, vacancy }] : []));
  const isFull = told.length > 0 && told.every(({ vacancy }) => vacancy.state === 'none');
  const services = told
    .map(({ kind, vacancy }) => `${kind.name} ${inEra(vacancy.confirmedOn)} ${vacancy.saidBy}`)
    .join('、');
  return (
    <span className="min-w-0">
      <span className="font-bold">{agency?.name}</span>
      {isFull && (
        <span className="block text-dns-14N-130 text-orange-1000">{t('form.statedFull', { services })}</span>
      )}
    </span>
  );
}

function RemoveButton({ id, onRemove }: { id: string; onRemove: () => void }) {
  const { t } = useTranslation('vacancyInquiries');
  const agency = useQuery(agencyChoiceQuery(id)).data;
  return (
    <Button look="quiet" onClick={onRemove}>
      {t('form.remove')}
      <span className="sr-only">（{agency?.name}）</span>
    </Button>
  );
}
