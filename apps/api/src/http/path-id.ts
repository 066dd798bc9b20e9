import { Injectable, Param, type PipeTransform } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { isUUID } from 'class-validator';
import { NotFound } from '#libs/platform';
import { onMethod } from './on-method.js';

/** @throws {NotFound} for what is no id. */
export function idOf(value: string | undefined): string {
  if (!isUUID(value)) throw new NotFound();
  return String(value).toLowerCase();
}

@Injectable()
class IdPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    return idOf(value);
  }
}

/** An id in the path. What is no id is answered like an id that nothing has: 404. */
export function PathId(name = 'id'): ParameterDecorator {
  return (target, key, index) => {
    Param(name, IdPipe)(target, key, index);
    onMethod(documentedId(name), target, key);
  };
}

/** What OpenAPI says of an id in the path. */
export function documentedId(name: string): MethodDecorator {
  return ApiParam({ name, schema: { type: 'string', format: 'uuid' } });
}
