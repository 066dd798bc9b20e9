import { Card } from '../../../components/card.js';
import type { FormField, Named } from '../api/get-entry-form.js';
import { EntryField } from './entry-field.js';
import type { EntryChoices } from './entry-lists.js';
import type { EntryWriting } from './use-entry-writing.js';
import { EntryVisibility } from './entry-visibility.js';

/** What every part of the form needs. */
export type EntryPartProps = {
  writing: EntryWriting;
  choices: EntryChoices;
  visibilities: readonly Named[];
  faultOf: (path: string) => string | undefined;
  isSecretariat: boolean;
};

type EntrySectionProps = EntryPartProps & { id: string; title: string; fields: readonly FormField[] };

/** Fields of the agency that belong together, each with who may see it. */
export function EntrySection({ id, title, fields, ...part }: EntrySectionProps) {
  const { writing, choices, visibilities, faultOf, isSecretariat } = part;
  const { content, setValue } = writing;
  return (
    <Card id={id} title={title} className="scroll-mt-32">
      <div className="@container grid gap-6">
        {fields.map((field) => (
          <div key={field.name} className="grid gap-1.5">
            <EntryField
              field={field}
              path={field.name}
              value={content[field.name]}
              onChange={(value) => setValue(field.name, value)}
              faultOf={faultOf}
              choices={choices}
              disabled={field.secretariatOnly && !isSecretariat}
            />
            {!field.visibilityFixed && (
              <EntryVisibility
                field={field}
                visibilities={visibilities}
                value={content.visibility[field.name]}
                onChange={(value) => setValue(`visibility/${field.name}`, value)}
              />
            )}
          </div>
        ))}
      </div>
    </Card>
  );
}
