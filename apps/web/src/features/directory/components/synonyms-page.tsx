import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { Loaded } from '../../../components/loaded.js';
import { Notice } from '../../../components/notice.js';
import { Page } from '../../../components/page.js';
import { TextField } from '../../../components/text-field.js';
import { useSession } from '../../../lib/session.js';
import { useSettled } from '../../../lib/use-settled.js';
import { expansionQuery, type Synonym, synonymsQuery } from '../api/synonyms.js';
import { RemoveSynonymDialog, SynonymDialog } from './synonym-dialog.js';

type Asking = { what: 'add' } | { what: 'edit' | 'remove'; synonym: Synonym };

/** What stands for what in the search: everybody sees it, the secretariat keeps it. */
export function SynonymsPage() {
  const { t } = useTranslation('directory');
  const { can } = useSession();
  const all = useQuery(synonymsQuery);
  const [filter, setFilter] = useState('');
  const [asking, setAsking] = useState<Asking>();
  const close = () => setAsking(undefined);
  return (
    <Page
      title={t('search.synonymsPage.title')}
      trail={[{ to: '/agencies', label: t('search.title') }]}
      lead={t('search.synonymsPage.lead')}
      actions={
        can.keepDirectory && (
          <Button onClick={() => setAsking({ what: 'add' })}>{t('search.synonymsPage.add')}</Button>
        )
      }
    >
      {!can.keepDirectory && <Notice>{t('search.synonymsPage.readOnly')}</Notice>}
      <TryOut />
      <Loaded query={all} lines={8}>
        {(synonyms) => {
          const fitting = synonyms.filter(({ words, finds }) =>
            [...words, ...finds].some((word) => word.includes(filter.trim())),
          );
          return (
            <section className="grid gap-3">
              <TextField
                label={t('search.synonymsPage.filter')}
                name="filter"
                type="search"
                autoComplete="off"
                className="max-w-96"
                value={filter}
                onChange={(event) => setFilter(event.target.value)}
              />
              <p role="status">{t('search.synonymsPage.count', { count: fitting.length })}</p>
              {fitting.length === 0 && <p>{t('search.synonymsPage.none')}</p>}
              <ul className="divide-y divide-solid-gray-420 border-y border-solid-gray-420">
                {fitting.map((synonym) => (
                  <SynonymItem
                    key={synonym.id}
                    synonym={synonym}
                    onAsk={can.keepDirectory ? (what) => setAsking({ what, synonym }) : undefined}
                  />
                ))}
              </ul>
            </section>
          );
        }}
      </Loaded>
      {(asking?.what === 'add' || asking?.what === 'edit') && (
        <SynonymDialog synonym={asking.what === 'edit' ? asking.synonym : undefined} onClose={close} />
      )}
      {asking?.what === 'remove' && <RemoveSynonymDialog synonym={asking.synonym} onClose={close} />}
    </Page>
  );
}

type SynonymItemProps = { synonym: Synonym; onAsk: ((what: 'edit' | 'remove') => void) | undefined };

function SynonymItem({ synonym, onAsk }: SynonymItemProps) {
  const { t } = useTranslation('directory');
  const { words, finds } = synonym;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
      <span className="min-w-0 flex-1 basis-64">
        <span className="block text-dns-14N-130 text-solid-gray-700">
          {t(`search.synonymsPage.kinds.${finds.length > 0 ? 'oneWay' : 'both'}`)}
        </span>
        {finds.length > 0 ? `${words.join('、')} → ${finds.join('、')}` : words.join(' ＝ ')}
      </span>
      {onAsk && (
        <span className="flex gap-2">
          <Button look="quiet" onClick={() => onAsk('edit')}>
            {t('search.synonymsPage.edit')}
            <span className="sr-only">{words[0]}</span>
          </Button>
          <Button look="quiet" onClick={() => onAsk('remove')}>
            {t('search.synonymsPage.remove')}
            <span className="sr-only">{words[0]}</span>
          </Button>
        </span>
      )}
    </li>
  );
}

/** Shows what a search with these words looks for. */
function TryOut() {
  const { t } = useTranslation('directory');
  const [words, setWords] = useState('');
  const typed = useSettled(words.trim());
  const expanded = useQuery(expansionQuery(typed));
  return (
    <Card title={t('search.synonymsPage.try')}>
      <TextField
        label={t('search.box')}
        support={t('search.synonymsPage.trySupport')}
        name="try"
        type="search"
        maxLength={100}
        autoComplete="off"
        className="max-w-96"
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <div role="status" className="mt-2 grid gap-1">
        {typed !== '' &&
          expanded.data?.map(({ typed: word, finds }) => (
            <p key={word}>
              <b>{word}</b>{' '}
              {finds.length > 0
                ? t('search.synonymsPage.tryFinds', { words: finds.join('、') })
                : t('search.synonymsPage.tryNone')}
            </p>
          ))}
      </div>
    </Card>
  );
}
