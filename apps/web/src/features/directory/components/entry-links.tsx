import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import type { FieldTexts } from '../../../components/field.js';
import { Fieldset } from '../../../components/fieldset.js';
import { TextField } from '../../../components/text-field.js';

type Link = { label: string; url: string };
type EntryLinksProps = {
  path: string;
  value: unknown;
  onChange: (value: unknown) => void;
  faultOf: (path: string) => string | undefined;
  texts: FieldTexts;
};

/** Links to pages of the agency, each with a name. */
export function EntryLinks({ path, value, onChange, faultOf, texts }: EntryLinksProps) {
  const { t } = useTranslation('records');
  const links = value as Link[];
  const set = (at: number, change: Partial<Link>) =>
    onChange(links.map((link, index) => (index === at ? { ...link, ...change } : link)));
  return (
    <Fieldset {...texts} id={path}>
      <div className="grid gap-3">
        {links.map((link, at) => (
          <div
            key={at}
            className="grid items-end gap-3 rounded-12 bg-solid-gray-50 p-3 @lg:grid-cols-[minmax(0,1fr)_minmax(0,2fr)_auto]"
          >
            <TextField
              id={`${path}.${at}.label`}
              label={t('field.linkLabel')}
              value={link.label}
              maxLength={100}
              error={faultOf(`${path}.${at}.label`)}
              onChange={(event) => set(at, { label: event.target.value })}
            />
            <TextField
              id={`${path}.${at}.url`}
              label={t('field.linkUrl')}
              inputMode="url"
              value={link.url}
              maxLength={500}
              error={faultOf(`${path}.${at}.url`)}
              onChange={(event) => set(at, { url: event.target.value })}
            />
            <Button look="quiet" onClick={() => onChange(links.filter((_, index) => index !== at))}>
              {t('field.removeLink', { name: link.label || t('field.linkLabel') })}
            </Button>
          </div>
        ))}
        {links.length < 10 && (
          <Button
            look="secondary"
            className="w-fit"
            onClick={() => onChange([...links, { label: '', url: '' }])}
          >
            {t('field.addLink')}
          </Button>
        )}
      </div>
    </Fieldset>
  );
}
