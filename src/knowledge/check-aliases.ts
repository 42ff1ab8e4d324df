import { fold } from '../understanding/normalise.ts';
import type { Problem } from './problem.ts';
import type { Exceptions, Insurer } from './schema.ts';

export type NameOwner = { readonly id: string; readonly path: string };

/** Which insurers bear each folded name or alias, in the order of the file. */
export function nameOwners(insurers: readonly Insurer[]): ReadonlyMap<string, readonly NameOwner[]> {
  const owners = new Map<string, NameOwner[]>();
  const add = (text: string, owner: NameOwner): void => {
    const folded = fold(text);
    const others = owners.get(folded);
    if (others) others.push(owner);
    else owners.set(folded, [owner]);
  };
  insurers.forEach(({ id, name, aliases }, index) => {
    add(name, { id, path: `insurers[${index}].name` });
    aliases.forEach((alias, position) => {
      add(alias, { id, path: `insurers[${index}].aliases[${position}]` });
    });
  });
  return owners;
}

/** A name or alias of two insurers would make the answer a matter of luck, unless the sharing is declared. */
export function aliasProblems(
  owners: ReadonlyMap<string, readonly NameOwner[]>,
  { sharedAliases }: Exceptions,
): Problem[] {
  const undeclared = [...owners].flatMap(([text, shared]) => {
    const [first] = shared;
    const other = shared.find(({ id }) => id !== first?.id);
    const declared = sharedAliases.find(({ alias }) => fold(alias) === text);
    if (!first || !other || shared.every(({ id }) => declared?.insurers.includes(id))) return [];
    return [
      {
        file: 'insurers.json',
        path: other.path,
        reason: `"${text}" also names "${first.id}": remove one, or declare it in exceptions.json, sharedAliases`,
      },
    ];
  });
  const unused = sharedAliases.flatMap(({ alias, insurers: ids }, index) => {
    const missing = ids.find((id) => !(owners.get(fold(alias)) ?? []).some((owner) => owner.id === id));
    return missing === undefined
      ? []
      : [
          {
            file: 'exceptions.json',
            path: `sharedAliases[${index}]`,
            reason: `"${alias}" is no name of "${missing}"`,
          },
        ];
  });
  return [...undeclared, ...unused];
}
