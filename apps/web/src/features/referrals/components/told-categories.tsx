import { useTranslation } from 'react-i18next';
import { Checkbox } from '../../../components/checkbox.js';
import { Fieldset } from '../../../components/fieldset.js';
import { type DataCategory, dataCategories } from '../../../lib/terms.js';
import type { LineConversation } from '../api/conversation.js';

type ToldCategoriesProps = {
  line: LineConversation;
  /** Null as long as the package stays as it is. */
  chosen: readonly string[] | null;
  onChange: (chosen: readonly string[] | null) => void;
};

/** What the next version of the package tells, when an answer needs one. */
export function ToldCategories({ line, chosen, onChange }: ToldCategoriesProps) {
  const { t } = useTranslation('conversation');
  const { t: tTerms } = useTranslation('terms');
  const toggle = (code: DataCategory, on: boolean) =>
    onChange(dataCategories.filter((one) => (one === code ? on : chosen?.includes(one))));
  return (
    <div className="grid gap-3">
      <Checkbox
        label={t('field.repack')}
        checked={chosen !== null}
        onChange={(event) => onChange(event.target.checked ? line.categories : null)}
      />
      {chosen && (
        <Fieldset id="categories" label={t('field.categories')}>
          <div className="grid @xl:grid-cols-2">
            {dataCategories.map((code) => (
              <Checkbox
                key={code}
                label={tTerms(`category.${code}`)}
                checked={chosen.includes(code)}
                onChange={(event) => toggle(code, event.target.checked)}
              />
            ))}
          </div>
        </Fieldset>
      )}
    </div>
  );
}
