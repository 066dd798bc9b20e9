import type { INestApplication } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { audienceKey } from './audience.decorator.js';

// Where Nest keeps that a method is a route.
const routeKey = 'path';

/** Every route with its audience, or undefined where none is declared. */
export function audiencesOf(app: INestApplication): { route: string; audience: string | undefined }[] {
  const reflector = app.get(Reflector);
  const scanner = new MetadataScanner();
  return app
    .get(DiscoveryService)
    .getControllers()
    .flatMap(({ instance }) => {
      const controller = instance as Record<string, () => unknown>;
      const prototype = Object.getPrototypeOf(controller) as object;
      return scanner
        .getAllMethodNames(prototype)
        .filter((name) => Reflect.hasMetadata(routeKey, controller[name]!))
        .map((name) => ({
          route: `${controller.constructor.name}.${name}`,
          audience: reflector.get<string | undefined>(audienceKey, controller[name]!),
        }));
    });
}

/**
 * Stops the start when a route does not say who may call it.
 * @throws {Error} naming the routes.
 */
export function requireAudiences(app: INestApplication): void {
  const open = audiencesOf(app).filter(({ audience }) => audience === undefined);
  if (open.length > 0) throw new Error(`routes without @For: ${open.map(({ route }) => route).join(', ')}`);
}
