import { Injectable, Param, type PipeTransform } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { isUUID } from 'class-validator';
import { NotFound } from '#libs/platform';
import { onMethod } from './on-method.js';

@Injectable()
class IdPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!isUUID(value)) throw new NotFound();
    return value.toLowerCase();
  }
}

/** An id in the path. What is no id is answered like an id that nothing has: 404. */
export function PathId(name = 'id'): ParameterDecorator {
  return (target, key, index) => {
    Param(name, IdPipe)(target, key, index);
    onMethod(ApiParam({ name, schema: { type: 'string', format: 'uuid' } }), target, key);
  };
}
