import { useQuery } from '@tanstack/react-query';
import { useRef, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Button, ButtonLink } from '../../../components/button.js';
import { ChoiceLinks } from '../../../components/choice-links.js';
import { DataTable, type Column } from '../../../components/data-table.js';
import { EmptyState } from '../../../components/empty-state.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { Pager } from '../../../components/pager.js';
import { TextField } from '../../../components/text-field.js';
import { TextLink } from '../../../components/text-link.js';
import { ageOn, inEra } from '../../../lib/japanese-date.js';
import { useSession } from '../../../lib/session.js';
import { peopleQuery, type PersonLine, type PersonPage } from '../api/list-people.js';

/** The people of the own agency. */
export function PeoplePage() {
  const { t } = useTranslation('people');
  const [params, setParams] = useSearchParams();
  const q = params.get('q') ?? '';
  const ending = params.get('consentsEnding') === 'true';
  const page = Math.max(1, Number(params.get('page')) || 1);
  const { can } = useSession();
  const view = viewOf(params);
  const people = useQuery(
    peopleQuery({ q, page, ...view.query, ...(ending ? { consentsEnding: true } : {}) }),
  );
  const address = (changes: Record<string, string>) => {
    const next = new URLSearchParams({ ...(view.sort === 'kana' ? {} : { sort: view.sort }), ...changes });
    return `?${next.toString()}`;
  };
  return (
    <Page
      title={t('list.title')}
      lead={t('list.lead')}
      actions={<ButtonLink to="/people/new">{t('list.add')}</ButtonLink>}
    >
      <NameSearch key={q} words={q} onSearch={(words) => setParams(words ? { q: words } : {})} />
      <ChoiceLinks
        label={t('list.show')}
        choices={[
          { to: address({}), label: t('list.all'), chosen: !ending && view.name === 'all' },
          ...viewNames.map((name) => ({
            to: address({ show: name }),
            label: t(`list.${name}`),
            chosen: view.name === name,
          })),
          { to: address({ consentsEnding: 'true' }), label: t('list.ending'), chosen: ending },
        ]}
      />
      <ChoiceLinks
        label={t('list.sort')}
        choices={sorts.map((sort) => {
          const next = new URLSearchParams(params);
          next.set('sort', sort);
          next.delete('page');
          return { to: `?${next.toString()}`, label: t(`list.sorts.${sort}`), chosen: view.sort === sort };
        })}
      />
      <Loaded query={people}>
        {(found) =>
          ending && found.total === 0 ? <p>{t('list.noneEnding')}</p> : <PeopleTable page={found} words={q} />
        }
      </Loaded>
      <nav aria-label={t('list.more')} className="no-print flex flex-wrap gap-x-6 gap-y-2">
        <TextLink to="/people/duplicates" className="inline-block min-h-6">
          {t('list.duplicates')}
        </TextLink>
        <TextLink to="/people/requests" className="inline-block min-h-6">
          {t('list.requests')}
        </TextLink>
        {can.keepRecords && (
          <TextLink to="/people/oversight" className="inline-block min-h-6">
            {t('list.oversight')}
          </TextLink>
        )}
      </nav>
    </Page>
  );
}

const viewNames = ['open', 'mine', 'left', 'silent', 'ended'] as const;
const sorts = ['kana', 'number', 'updated', 'contact'] as const;
const queries = {
  all: {},
  open: { status: 'open' },
  mine: { charge: 'mine', status: 'open' },
  left: { charge: 'left' },
  silent: { status: 'open', silentDays: 90, sort: 'contact' },
  ended: { ended: true, sort: 'ended' },
} as const;

/** Which part of the list the address names, and in which order. */
function viewOf(params: URLSearchParams) {
  const name = viewNames.find((candidate) => candidate === params.get('show')) ?? 'all';
  const sort = sorts.find((candidate) => candidate === params.get('sort')) ?? 'kana';
  const inCharge = params.get('inCharge');
  const chosen = params.has('sort') ? { sort } : {};
  return { name, sort, query: { ...queries[name], ...chosen, ...(inCharge ? { inCharge } : {}) } };
}

function NameSearch({ words, onSearch }: { words: string; onSearch: (words: string) => void }) {
  const { t } = useTranslation('people');
  const box = useRef<HTMLInputElement>(null);
  function submit(event: FormEvent): void {
    event.preventDefault();
    onSearch(box.current?.value.trim() ?? '');
  }
  return (
    <form role="search" onSubmit={submit} className="no-print flex max-w-2xl flex-wrap items-end gap-2">
      <div className="min-w-0 flex-1 basis-56">
        <TextField
          ref={box}
          label={t('list.box')}
          name="q"
          type="search"
          autoComplete="off"
          defaultValue={words}
        />
      </div>
      <Button type="submit" look="secondary" className="min-h-12">
        {t('list.submit')}
      </Button>
    </form>
  );
}

function PeopleTable({ page, words }: { page: PersonPage; words: string }) {
  const { t } = useTranslation('people');
  if (page.total === 0) {
    return words ? (
      <EmptyState
        title={t('list.notFoundTitle')}
        actions={
          <ButtonLink look="secondary" to="/people">
            {t('list.clear')}
          </ButtonLink>
        }
      >
        {t('list.notFound', { q: words })}
      </EmptyState>
    ) : (
      <EmptyState
        title={t('list.noneTitle')}
        actions={<ButtonLink to="/people/new">{t('list.add')}</ButtonLink>}
      >
        {t('list.none')}
      </EmptyState>
    );
  }
  const columns: Column<PersonLine>[] = [
    { key: 'name', label: t('column.name'), names: true, cell: (person) => <PersonName person={person} /> },
    {
      key: 'birthDate',
      label: t('column.birthDate'),
      cell: ({ birthDate }) => birthDate && <BirthDate day={birthDate} />,
    },
    { key: 'number', label: t('column.number'), cell: ({ number }) => number },
    { key: 'status', label: t('column.status'), cell: ({ statusName }) => statusName },
    { key: 'inCharge', label: t('column.inCharge'), cell: ({ inCharge }) => inCharge?.name },
    {
      key: 'contact',
      label: t('column.contact'),
      cell: ({ lastContactOn }) => lastContactOn && inEra(lastContactOn),
    },
    { key: 'updated', label: t('column.updated'), cell: (person) => inEra(person.updatedAt) },
  ];
  return (
    <div className="grid gap-3">
      <p role="status" className="text-std-18B-160">
        {t('list.found', { total: page.total.toLocaleString('ja-JP') })}
      </p>
      <DataTable
        caption={t('list.title')}
        columns={columns}
        rows={page.items}
        rowKey={(person) => person.id}
      />
      <Pager page={page.page} perPage={page.perPage} total={page.total} />
    </div>
  );
}

function PersonName({ person }: { person: PersonLine }) {
  return (
    <>
      <span className="block text-dns-14N-130 text-solid-gray-700">{person.kana}</span>
      <TextLink to={`/people/${person.id}`} className="inline-block min-h-6 font-bold">
        {person.name}
      </TextLink>
    </>
  );
}

function BirthDate({ day }: { day: string }) {
  const { t } = useTranslation('people');
  return (
    <>
      {inEra(day)}
      <span className="text-solid-gray-700">（{t('age', { age: ageOn(day) })}）</span>
    </>
  );
}
