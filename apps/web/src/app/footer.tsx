import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Checkbox } from '../components/checkbox.js';
import { TextLink } from '../components/text-link.js';
import { shortcutsAreOn, switchShortcuts } from '../lib/use-shortcut.js';

/** The end of every page, with the switch for the keyboard shortcuts. */
export function Footer() {
  const { t } = useTranslation('app');
  const [on, setOn] = useState(shortcutsAreOn);
  return (
    <footer className="no-print border-t border-solid-gray-300 bg-solid-gray-50">
      <div className="mx-auto flex max-w-page flex-wrap items-center justify-between gap-x-6 gap-y-3 px-4 py-4 text-dns-14N-130">
        <Checkbox
          label={t('shortcuts')}
          checked={on}
          onChange={(event) => {
            switchShortcuts(event.target.checked);
            setOn(event.target.checked);
          }}
          className="w-fit"
        />
        <TextLink to="/find" reloadDocument>
          {t('publicPages')}
        </TextLink>
      </div>
    </footer>
  );
}
