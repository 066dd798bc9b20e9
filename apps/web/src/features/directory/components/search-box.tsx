import { useQuery } from '@tanstack/react-query';
import { useCallback, useId, useRef, useState, type FormEvent, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Button } from '../../../components/button.js';
import { boxLook } from '../../../components/field.js';
import { Icon } from '../../../components/icon.js';
import { classes } from '../../../lib/classes.js';
import { keepEnterForConversion } from '../../../lib/kanji-conversion.js';
import { useSettled } from '../../../lib/use-settled.js';
import { useShortcut } from '../../../lib/use-shortcut.js';
import { type Suggestion, suggestionsQuery } from '../api/suggest.js';
import type { Asked } from './use-agency-search.js';

/** The one box. `/` leads here from anywhere on the page; while one types it offers what the words may become. */
export function SearchBox({ asked }: { asked: Asked }) {
  const { t } = useTranslation('directory');
  const navigate = useNavigate();
  const box = useRef<HTMLInputElement>(null);
  const [words, setWords] = useState(asked.search.q);
  const [shown, setShown] = useState(asked.search.q);
  // The address may change from elsewhere (a chip, the way back): the box follows and keeps the focus.
  if (shown !== asked.search.q) {
    setShown(asked.search.q);
    setWords(asked.search.q);
  }
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const listId = useId();
  const typed = useSettled(words.trim(), 200);
  const found = useQuery({ ...suggestionsQuery(typed), enabled: open && Array.from(typed).length > 1 });
  const offered = open && typed !== '' ? (found.data ?? []) : [];
  useShortcut(
    '/',
    useCallback(() => box.current?.focus(), []),
  );

  function close(): void {
    setOpen(false);
    setAt(-1);
  }
  function submit(event: FormEvent): void {
    event.preventDefault();
    close();
    asked.searchFor(words);
  }
  function take({ kind, key }: Suggestion): void {
    close();
    if (kind === 'agency') void navigate(`/agencies/${key}`);
    else asked.narrowTo(kind, key);
  }
  function move(event: KeyboardEvent<HTMLInputElement>): void {
    keepEnterForConversion(event);
    if (event.nativeEvent.isComposing) return;
    const chosen = offered[at];
    if (event.key === 'Escape' && open) {
      event.preventDefault();
      return close();
    }
    if (event.key === 'Enter' && chosen) {
      event.preventDefault();
      return take(chosen);
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || offered.length === 0) return;
    event.preventDefault();
    // One place before the first and after the last is the box itself.
    setAt(((at + 1 + step + offered.length + 1) % (offered.length + 1)) - 1);
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
        <div
          className="relative min-w-0 flex-1"
          onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && close()}
        >
          <input
            ref={box}
            id="q"
            name="q"
            type="search"
            role="combobox"
            aria-expanded={offered.length > 0}
            aria-controls={listId}
            aria-autocomplete="list"
            aria-activedescendant={at >= 0 ? `${listId}-${at}` : undefined}
            value={words}
            maxLength={100}
            autoComplete="off"
            enterKeyHint="search"
            aria-describedby="q-support"
            aria-keyshortcuts="/"
            onChange={(event) => {
              setWords(event.target.value);
              setOpen(true);
              setAt(-1);
            }}
            onKeyDown={move}
            className={boxLook}
          />
          <div
            id={listId}
            role="listbox"
            aria-label={t('search.suggestions')}
            className={classes(
              'absolute inset-x-0 top-full z-10 mt-1 max-h-96 overflow-auto rounded-12 border border-solid-gray-420 bg-white py-1 shadow-3',
              offered.length === 0 && 'hidden',
            )}
          >
            {offered.map((suggestion, index) => (
              <button
                type="button"
                tabIndex={-1}
                key={`${suggestion.kind}${suggestion.key}`}
                id={`${listId}-${index}`}
                role="option"
                aria-selected={index === at}
                // The focus stays in the box; a press must not take it away before the choice is made.
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => take(suggestion)}
                className={classes(
                  'flex min-h-11 w-full cursor-pointer flex-wrap items-center justify-between gap-x-4 px-4 py-2 text-left hover:bg-solid-gray-50',
                  index === at && 'bg-blue-100',
                )}
              >
                <span className="min-w-0">
                  <span className="font-bold">{suggestion.name}</span>
                  {suggestion.about && (
                    <span className="block text-dns-14N-130 text-solid-gray-700">{suggestion.about}</span>
                  )}
                </span>
                <span className="text-dns-14N-130 text-solid-gray-700">
                  {t(`search.suggestionKinds.${suggestion.kind as 'agency'}`)}
                </span>
              </button>
            ))}
          </div>
        </div>
        <Button type="submit" className="shrink-0">
          <Icon name="search" />
          {t('search.submit')}
        </Button>
      </div>
      <p role="status" className="sr-only">
        {offered.length > 0 && t('search.suggestionsFound', { count: offered.length })}
      </p>
    </form>
  );
}
