import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Choice } from '../../../components/select.js';
import type { FormField } from '../api/get-entry-form.js';
import { agencyTypesQuery, type Area, areasQuery, serviceKindsQuery } from '../api/get-taxonomies.js';

/** The lists that the network keeps itself, as the choices of the fields that take their codes. */
export function useEntryChoices() {
  const types = useQuery(agencyTypesQuery).data;
  const kinds = useQuery(serviceKindsQuery).data;
  const areas = useQuery(areasQuery).data;
  return useMemo(() => {
    const choices: Readonly<Record<string, Choice[]>> = {
      type: (types ?? []).map(asChoice),
      kind: (kinds ?? []).map(asChoice),
      area: municipalities(areas ?? []).map(({ code, label }) => ({ value: code, label })),
    };
    return {
      areas: areas ?? [],
      kindNames: new Map((kinds ?? []).map(({ code, name }) => [code, name])),
      of: (field: FormField): Choice[] =>
        field.codes.length > 0 ? field.codes.map(asChoice) : (choices[field.name] ?? []),
    };
  }, [types, kinds, areas]);
}

/** The choices as the parts of the form use them. */
export type EntryChoices = ReturnType<typeof useEntryChoices>;

/** The municipalities with the name of their prefecture, in the order of the tree. */
function municipalities(areas: readonly Area[]): { code: string; label: string }[] {
  const byCode = new Map(areas.map((area) => [area.code, area]));
  const outermost = (area: Area): Area => {
    const outer = area.parentCode === null ? undefined : byCode.get(area.parentCode);
    return outer ? outermost(outer) : area;
  };
  return areas
    .filter(({ level }) => level === 'municipality')
    .map((area) => ({ code: area.code, label: `${outermost(area).name} ${area.name}` }));
}

function asChoice({ code, name }: { code: string; name: string }): Choice {
  return { value: code, label: name };
}
