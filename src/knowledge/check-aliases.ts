import { fold } from '../understanding/normalise.ts';
import type { Problem } from './problem.ts';
import type { Exceptions, Insurer } from './schema.ts';

/** A name or alias of two insurers would make the answer a matter of luck, unless the sharing is declared. */
export function aliasProblems(insurers: readonly Insurer[], { sharedAliases }: Exceptions): Problem[] {
  const owners = new Map<string, { readonly id: string; readonly path: string }[]>();
  insurers.forEach(({ id, name, aliases }, index) => {
    const names = [
      { text: name, path: `insurers[${index}].name` },
      ...aliases.map((text, position) => ({ text, path: `insurers[${index}].aliases[${position}]` })),
    ];
    for (const { text, path } of names)
      owners.set(fold(text), [...(owners.get(fold(text)) ?? []), { id, path }]);
  });
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
