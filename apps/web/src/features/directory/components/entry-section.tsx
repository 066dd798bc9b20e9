import { Card } from '../../../components/card.js';
import type { FormField, Named } from '../api/get-entry-form.js';
import { EntryField } from './entry-field.js';
import type { EntryChoices } from './entry-lists.js';
import type { EntryWriting } from './use-entry-writing.js';
import { SectionVisibility } from './section-visibility.js';

/** What every part of the form needs. */
export type EntryPartProps = {
  writing: EntryWriting;
  choices: EntryChoices;
  visibilities: readonly Named[];
  faultOf: (path: string) => string | undefined;
  isSecretariat: boolean;
};

type EntrySectionProps = EntryPartProps & { id: string; title: string; fields: readonly FormField[] };

/** Fields of the agency that belong together, and who may see them. */
export function EntrySection({ id, title, fields, ...part }: EntrySectionProps) {
  const { writing, choices, visibilities, faultOf, isSecretariat } = part;
  const { content, setValue } = writing;
  return (
    <Card id={id} title={title} className="scroll-mt-32">
      <div className="@container grid gap-6">
        {fields.map((field) => (
          <EntryField
            key={field.name}
            field={field}
            path={field.name}
            value={content[field.name]}
            onChange={(value) => setValue(field.name, value)}
            faultOf={faultOf}
            choices={choices}
            disabled={field.secretariatOnly && !isSecretariat}
          />
        ))}
        <SectionVisibility fields={fields} visibilities={visibilities} writing={writing} />
      </div>
    </Card>
  );
}
