import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { Button } from '../components/button.js';
import { Icon } from '../components/icon.js';
import { AgencySwitcher } from '../features/session/components/agency-switcher.js';
import { classes } from '../lib/classes.js';
import { useSession } from '../lib/session.js';
import { Navigation } from './navigation.js';
import { ProductMark } from './product-mark.js';
import { TextSizeButtons } from './text-size-buttons.js';

/** Name, who is signed in, and the menu. On a narrow screen all but the name folds behind one button. */
export function Header({ onLeave }: { onLeave: () => void }) {
  const { t } = useTranslation('app');
  const { t: tSession } = useTranslation('session');
  const session = useSession();
  const { key } = useLocation();
  // Which page the menu was opened on: it closes by itself when the page changes.
  const [openedOn, setOpenedOn] = useState<string>();
  const open = openedOn === key;
  return (
    <header className="@container no-print border-b border-solid-gray-420">
      <div className="mx-auto flex max-w-page flex-wrap items-center justify-between gap-x-3 px-4 py-1.5">
        <ProductMark />
        <button
          type="button"
          aria-expanded={open}
          aria-controls="menu"
          onClick={() => setOpenedOn(open ? undefined : key)}
          className="inline-flex min-h-11 items-center gap-1.5 rounded-8 border border-solid-gray-600 px-3 @4xl:hidden"
        >
          <Icon name={open ? 'close' : 'menu'} />
          {t('nav.menu')}
        </button>
        <div
          className={classes(
            'w-full flex-wrap items-center gap-x-5 gap-y-3 py-3 @4xl:flex @4xl:w-auto @4xl:py-0',
            open ? 'flex' : 'hidden',
          )}
        >
          <TextSizeButtons />
          <div className="min-w-0 text-dns-14N-130">
            <AgencySwitcher />
            <span className="block text-solid-gray-700">
              {session.agency
                ? t('signedInAs', { name: session.name, role: session.agency.roleName })
                : session.name}
            </span>
          </div>
          <Button look="secondary" onClick={onLeave}>
            {tSession('account.signOut')}
          </Button>
        </div>
      </div>
      <div id="menu" className={classes('bg-solid-gray-50 @4xl:block', open ? 'block' : 'hidden')}>
        <Navigation />
      </div>
    </header>
  );
}
