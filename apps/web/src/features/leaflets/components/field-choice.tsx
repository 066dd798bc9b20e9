import { Checkbox } from '../../../components/checkbox.js';
import { Fieldset } from '../../../components/fieldset.js';
import type { LeafletBlock, LeafletField } from '../api/leaflet-agencies.js';

type FieldChoiceProps = {
  label: string;
  support?: string;
  block: LeafletBlock;
  chosen: readonly LeafletField[];
  onChange: (chosen: LeafletField[]) => void;
  disabled?: boolean;
};

/** Which fields of a block are to be printed. */
export function FieldChoice({ label, support, block, chosen, onChange, disabled = false }: FieldChoiceProps) {
  return (
    <Fieldset label={label} support={support}>
      <div className="grid gap-x-6 sm:grid-cols-2">
        {block.items.map(({ field, label: name }) => (
          <Checkbox
            key={field}
            label={name}
            disabled={disabled}
            checked={chosen.includes(field)}
            onChange={(event) =>
              onChange(event.target.checked ? [...chosen, field] : chosen.filter((other) => other !== field))
            }
          />
        ))}
      </div>
    </Fieldset>
  );
}
