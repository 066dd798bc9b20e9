import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import type { AgencyChoice } from '../../../lib/find-agencies.js';

type ChosenRecipientsProps = {
  agencies: readonly AgencyChoice[];
  /** Whether they are asked one after the other, so that their order counts. */
  ordered: boolean;
  onChange: (agencyIds: string[]) => void;
};

/** The agencies that are to be asked; buttons take one away or move it up and down. */
export function ChosenRecipients({ agencies, ordered, onChange }: ChosenRecipientsProps) {
  const { t } = useTranslation('referrals');
  const ids = agencies.map(({ id }) => id);
  const List = ordered ? 'ol' : 'ul';
  return (
    <List className="divide-y divide-solid-gray-300">
      {agencies.map((agency, index) => (
        <li key={agency.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
          <div className="min-w-0">
            <p className="text-std-18B-160">
              {ordered && (
                <span className="mr-2 tabular-nums">{t('compose.place', { place: index + 1 })}</span>
              )}
              {agency.name}
            </p>
            <p className="text-solid-gray-700">
              {[agency.type.name, agency.area?.name].filter(Boolean).join('／')}
            </p>
          </div>
          <div className="flex flex-wrap gap-2">
            {ordered && (
              <>
                <Button
                  look="quiet"
                  disabled={index === 0}
                  onClick={() => onChange(swapped(ids, index, index - 1))}
                >
                  {t('compose.up')}
                  <span className="sr-only">（{agency.name}）</span>
                </Button>
                <Button
                  look="quiet"
                  disabled={index === agencies.length - 1}
                  onClick={() => onChange(swapped(ids, index, index + 1))}
                >
                  {t('compose.down')}
                  <span className="sr-only">（{agency.name}）</span>
                </Button>
              </>
            )}
            <Button look="secondary" onClick={() => onChange(ids.filter((id) => id !== agency.id))}>
              {t(agencies.length === 1 ? 'compose.recipientChange' : 'compose.recipientRemove')}
              <span className="sr-only">（{agency.name}）</span>
            </Button>
          </div>
        </li>
      ))}
    </List>
  );
}

function swapped(ids: readonly string[], from: number, to: number): string[] {
  return ids.map((id, index) => (index === from ? ids[to] : index === to ? ids[from] : id) ?? id);
}
