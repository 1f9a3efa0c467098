// Checks Kubernetes objects against the types and validators of the package kubernetes-models: the validators know
// required members, forms and ranges, but let unknown members pass; those the TypeScript compiler finds.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const here = dirname(fileURLToPath(import.meta.url));

const nameOf = object => `${object.kind} ${object.metadata?.name}`;

const moduleOf = object => `kubernetes-models/${object.apiVersion}`;

async function modelOf(object) {
  const models = await import(moduleOf(object)).catch(() => ({}));
  return models[object.kind];
}

/** The faults of one object by its validator; one where there is no such kind. */
async function invalid(object) {
  const model = await modelOf(object);
  if (!model) {
    return [`${nameOf(object)}: there is no kind ${object.apiVersion} ${object.kind}`];
  }

  try {
    new model(object).validate();
    return [];
  } catch (fault) {
    return [`${nameOf(object)}: ${fault.message}`];
  }
}

/** The members that no type knows, and values of a wrong type. */
function unknown(objects) {
  const file = join(here, 'objects.ts');
  const lines = objects.map((object, index) =>
    `import type { I${object.kind} as T${index} } from '${moduleOf(object)}'; export const o${index}: T${index} = ${JSON.stringify(object)};`);
  const options = { noEmit: true, strict: true, skipLibCheck: true, module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, types: [] };
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  const exists = host.fileExists.bind(host);
  host.fileExists = name => name === file || exists(name);
  host.getSourceFile = (name, ...rest) => name === file ? ts.createSourceFile(name, lines.join('\n'), ts.ScriptTarget.ESNext, true) : read(name, ...rest);
  const program = ts.createProgram([file], options, host);
  return ts.getPreEmitDiagnostics(program).map(found => {
    const line = found.file?.fileName === file ? found.file.getLineAndCharacterOfPosition(found.start).line : -1;
    return `${line < 0 ? 'types' : nameOf(objects[line])}: ${ts.flattenDiagnosticMessageText(found.messageText, ' ')}`;
  });
}

export async function schemaFaults(objects) {
  const faults = (await Promise.all(objects.map(invalid))).flat();
  return [...faults, ...unknown(objects)];
}
