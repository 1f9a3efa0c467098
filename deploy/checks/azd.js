// node azd.js: whether what azure.yaml names is there. Its schema is to be had from no package registry.
import { accessSync, constants, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';

const root = join(import.meta.dirname, '../..');
const project = load(readFileSync(join(root, 'azure.yaml'), 'utf8'));
accessSync(join(root, project.infra.path, `${project.infra.module}.bicep`));
accessSync(join(root, project.infra.path, `${project.infra.module}.bicepparam`));
for (const [name, hook] of Object.entries(project.hooks)) {
  accessSync(join(root, hook.run), constants.X_OK);
  console.log(`azure.yaml: ${name} runs ${hook.run}`);
}
