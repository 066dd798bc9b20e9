import { Injectable, Param, type PipeTransform } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { NotFound } from '#libs/platform';

@Injectable()
class IdPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!isUUID(value)) throw new NotFound();
    return value.toLowerCase();
  }
}

/** An id in the path. What is no id is answered like an id that nothing has: 404. */
export function PathId(name = 'id'): ParameterDecorator {
  return Param(name, IdPipe);
}
