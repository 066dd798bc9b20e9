import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { agencyChoicesQuery, type AgencyChoice } from '../lib/find-agencies.js';
import { useSettled } from '../lib/use-settled.js';
import { Button } from './button.js';
import { TextField } from './text-field.js';

type AgencyPickerProps = {
  label: string;
  name: string;
  onChoose: (agency: AgencyChoice) => void;
  /** Agencies that are chosen already. */
  except?: readonly string[];
  error?: string | undefined;
  /** Agencies outside the portal, too. */
  anyone?: boolean;
};

/** Finds a recipient while one types; every candidate is a plain button. */
export function AgencyPicker({
  label,
  name,
  onChoose,
  except = [],
  error,
  anyone = false,
}: AgencyPickerProps) {
  const { t } = useTranslation('kit');
  const [words, setWords] = useState('');
  const asked = useSettled(words.trim());
  const found = useQuery({ ...agencyChoicesQuery(asked, anyone), enabled: asked !== '' });
  const shown = asked === '' ? [] : (found.data ?? []).filter(({ id }) => !except.includes(id));
  return (
    <div className="grid gap-2">
      <TextField
        label={label}
        name={name}
        type="search"
        autoComplete="off"
        support={t(anyone ? 'picker.supportAnyone' : 'picker.support')}
        error={error}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <p role="status" className="text-dns-14N-130 text-solid-gray-700">
        {asked !== '' &&
          found.data &&
          (shown.length > 0 ? t('picker.found', { count: shown.length }) : t('picker.none'))}
      </p>
      {shown.length > 0 && (
        <ul className="divide-y divide-solid-gray-300 rounded-12 border border-solid-gray-300">
          {shown.map((agency) => (
            <li
              key={agency.id}
              className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-2"
            >
              <span className="min-w-0">
                <span className="font-bold">{agency.name}</span>
                <span className="block text-dns-14N-130 text-solid-gray-700">
                  {[agency.type.name, agency.area?.name].filter(Boolean).join('／')}
                </span>
              </span>
              {agency.inPortal || anyone ? (
                <Button
                  look="secondary"
                  onClick={() => {
                    onChoose(agency);
                    setWords('');
                  }}
                >
                  {t('picker.choose')}
                  <span className="sr-only">{agency.name}</span>
                </Button>
              ) : (
                <span className="text-dns-14N-130 text-solid-gray-700">{t('picker.outside')}</span>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
