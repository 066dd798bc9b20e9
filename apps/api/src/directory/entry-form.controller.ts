import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  agencyFields,
  type EntryField,
  type EntryList,
  entryLists,
  listFields,
  visibilities,
  visibilityNames,
} from '#libs/directory';
import { For } from '../http/audience.decorator.js';
import { ShowsFlag, ShowsNumber, ShowsText, ShowsView } from '../http/view.js';
import { NamedView } from './named.view.js';

/** One field of the form: how it is called, what goes in, who may see and set it. */
export class FormFieldView {
  @ShowsText() name!: string;
  @ShowsText() label!: string;
  @ShowsText() kind!: string;
  /** What a text has to look like: phone, postalCode, … */
  @ShowsText({ nullable: true }) form!: string | null;
  @ShowsFlag() required!: boolean;
  @ShowsNumber({ nullable: true }) max!: number | null;
  @ShowsNumber({ nullable: true }) min!: number | null;
  @ShowsView(() => NamedView, { list: true }) codes!: NamedView[];
  @ShowsText({ codes: visibilities }) visibility!: string;
  @ShowsFlag() visibilityFixed!: boolean;
  @ShowsFlag() secretariatOnly!: boolean;
}

/** A list of rows of the form. */
export class FormListView {
  @ShowsText({ codes: entryLists }) name!: EntryList;
  @ShowsText() label!: string;
  @ShowsView(() => FormFieldView, { list: true }) fields!: FormFieldView[];
}

/** Every field that the form of an entry has. */
export class EntryFormView {
  @ShowsView(() => FormFieldView, { list: true }) fields!: FormFieldView[];
  @ShowsView(() => FormListView, { list: true }) lists!: FormListView[];
  @ShowsView(() => NamedView, { list: true }) visibilities!: NamedView[];
}

const form: EntryFormView = {
  fields: fieldViews(agencyFields),
  lists: entryLists.map((name) => ({
    name,
    label: listFields[name].label,
    fields: fieldViews(listFields[name].fields),
  })),
  visibilities: visibilities.map((code) => ({ code, name: visibilityNames[code] })),
};

/** The one table of fields, for the form. */
@ApiTags('entries')
@Controller('entry-form')
export class EntryFormController {
  @Get()
  @For('signedIn')
  @ApiOkResponse({ type: EntryFormView })
  all(): EntryFormView {
    return form;
  }
}

function fieldViews(fields: Readonly<Record<string, EntryField>>): FormFieldView[] {
  return Object.entries(fields).map(([name, field]) => ({
    name,
    label: field.label,
    kind: field.kind,
    form: field.form ?? null,
    required: field.required ?? false,
    max: field.max ?? null,
    min: field.min ?? null,
    codes: (field.codes ?? []).map(([code, called]) => ({ code, name: called })),
    visibility: field.visibility ?? 'public',
    visibilityFixed: field.visibilityFixed ?? false,
    secretariatOnly: field.secretariatOnly ?? false,
  }));
}
