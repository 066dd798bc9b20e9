import { Injectable } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';

/** The OpenAPI document of this process, built when somebody asks for it first. */
@Injectable()
export class ApiDocument {
  private build: (() => OpenAPIObject) | undefined;
  private built: OpenAPIObject | undefined;

  /** How to build it: only the finished application knows its routes. */
  from(build: () => OpenAPIObject): void {
    this.build = build;
  }

  /** The document. */
  get(): OpenAPIObject {
    this.built ??= this.build?.();
    if (!this.built) throw new Error('the routes are not known yet');
    return this.built;
  }
}
