import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Button, ButtonLink } from '../../../components/button.js';
import { Loaded } from '../../../components/loaded.js';
import { Select } from '../../../components/select.js';
import { areasQuery } from '../api/get-guide.js';

const indents = { prefecture: '', block: '　', municipality: '　　' } as Readonly<Record<string, string>>;

/** The last question of the path: where. */
export function GuidePlace({ answers }: { answers: readonly string[] }) {
  const { t } = useTranslation('directory');
  const navigate = useNavigate();
  const areas = useQuery(areasQuery);
  const [area, setArea] = useState('');
  const address = (chosen: string) => `?answers=${answers.join('.')}&area=${chosen}`;
  function submit(event: FormEvent): void {
    event.preventDefault();
    void navigate(address(area));
  }
  return (
    <Loaded query={areas}>
      {(all) => (
        <form onSubmit={submit} className="grid justify-items-start gap-4">
          <p className="text-solid-gray-700">{t('search.guidePage.whereSupport')}</p>
          <Select
            label={t('search.guidePage.area')}
            name="area"
            blank=""
            value={area}
            onChange={(event) => setArea(event.target.value)}
            choices={all.map(({ code, name, level }) => ({
              value: code,
              label: (indents[level] ?? '') + name,
            }))}
          />
          <div className="flex flex-wrap gap-3">
            <Button type="submit" disabled={area === ''}>
              {t('search.guidePage.areaGo')}
            </Button>
            <ButtonLink look="secondary" to={address('')}>
              {t('search.guidePage.everywhere')}
            </ButtonLink>
          </div>
        </form>
      )}
    </Loaded>
  );
}
