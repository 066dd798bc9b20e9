/** Lets a parameter decorator document the method to which its parameter belongs. */
export function onMethod(decorate: MethodDecorator, target: object, key: string | symbol | undefined): void {
  const method = key === undefined ? undefined : Object.getOwnPropertyDescriptor(target, key);
  if (key !== undefined && method) decorate(target, key, method);
}
