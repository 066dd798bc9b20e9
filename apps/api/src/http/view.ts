import { ApiProperty } from '@nestjs/swagger';

interface ViewOptions {
  /** The field may be null. */
  nullable?: boolean;
  /** The field may be absent. */
  optional?: boolean;
  /** The field is a list. */
  list?: boolean;
}

// What an answer lets out, field by field, as OpenAPI publishes it.

/** A text, or a code when `codes` names them all. */
export function ShowsText(
  options: ViewOptions & { codes?: readonly string[]; format?: string } = {},
): PropertyDecorator {
  const { codes, format } = options;
  return shows(options, {
    type: 'string',
    ...(codes ? { enum: [...codes] } : {}),
    ...(format ? { format } : {}),
  });
}

/** An id. */
export function ShowsId(options: ViewOptions = {}): PropertyDecorator {
  return shows(options, { type: 'string', format: 'uuid' });
}

/** A moment in UTC (RFC 3339). */
export function ShowsMoment(options: ViewOptions = {}): PropertyDecorator {
  return shows(options, { type: 'string', format: 'date-time' });
}

/** A calendar day, YYYY-MM-DD. */
export function ShowsDay(options: ViewOptions = {}): PropertyDecorator {
  return shows(options, { type: 'string', format: 'date' });
}

/** A number. */
export function ShowsNumber(options: ViewOptions = {}): PropertyDecorator {
  return shows(options, { type: 'number' });
}

/** Yes or no. */
export function ShowsFlag(options: ViewOptions = {}): PropertyDecorator {
  return shows(options, { type: 'boolean' });
}

/** Another view inside this one. */
export function ShowsView(view: () => new () => object, options: ViewOptions = {}): PropertyDecorator {
  const { nullable, optional, list } = options;
  // Nest takes a function for a lazy type only under this very name.
  return ApiProperty({
    type: () => (list ? [view()] : view()),
    ...(nullable ? { nullable } : {}),
    required: !optional,
  } as never);
}

function shows(options: ViewOptions, schema: object): PropertyDecorator {
  const { nullable, optional, list } = options;
  const shape = list ? { type: 'array', items: schema } : schema;
  return ApiProperty({ ...shape, ...(nullable ? { nullable: true } : {}), required: !optional } as never);
}
