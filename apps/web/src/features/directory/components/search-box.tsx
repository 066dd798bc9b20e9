import { useCallback, useRef, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { boxLook } from '../../../components/field.js';
import { Icon } from '../../../components/icon.js';
import { keepEnterForConversion } from '../../../lib/kanji-conversion.js';
import { useShortcut } from '../../../lib/use-shortcut.js';

/** The one box. `/` leads here from anywhere on the page. */
export function SearchBox({ words, onSearch }: { words: string; onSearch: (words: string) => void }) {
  const { t } = useTranslation('directory');
  const box = useRef<HTMLInputElement>(null);
  useShortcut(
    '/',
    useCallback(() => box.current?.focus(), []),
  );
  function submit(event: FormEvent): void {
    event.preventDefault();
    onSearch(box.current?.value ?? '');
  }
  return (
    <form role="search" onSubmit={submit} className="no-print grid gap-1.5">
      <label htmlFor="q" className="w-fit text-std-16B-170">
        {t('search.box')}
      </label>
      <p id="q-support" className="text-dns-14N-130 text-solid-gray-700">
        {t('search.boxSupport')}
      </p>
      <div className="flex gap-2">
        <input
          ref={box}
          id="q"
          name="q"
          type="search"
          defaultValue={words}
          maxLength={200}
          autoComplete="off"
          enterKeyHint="search"
          aria-describedby="q-support"
          aria-keyshortcuts="/"
          onKeyDown={keepEnterForConversion}
          className={boxLook}
        />
        <Button type="submit" className="shrink-0">
          <Icon name="search" />
          {t('search.submit')}
        </Button>
      </div>
    </form>
  );
}
